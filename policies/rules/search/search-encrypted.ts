import { fault, resourceRule } from "../../rule";

export const searchEncrypted = resourceRule({
  id: "search-encrypted",
  description:
    "A search domain encrypts what it keeps, sends between nodes and answers, with TLS 1.2 or newer.",
  remediation:
    "Enable encryptAtRest and nodeToNodeEncryption, and set domainEndpointOptions to enforceHttps with " +
    "Policy-Min-TLS-1-2-PFS-2023-10.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["Opensearch.1", "Opensearch.3", "Opensearch.8"] },
  types: ["aws:opensearch/domain:Domain"],
  settings: {
    securityPolicies: {
      type: "array",
      items: { type: "string" },
      default: ["Policy-Min-TLS-1-2-PFS-2023-10", "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08"],
    },
  },
  check: (domain, settings) => [
    fault("it keeps its data in clear", () => domain.boolean("encryptAtRest", "enabled") !== true),
    fault("its nodes speak in clear", () => domain.boolean("nodeToNodeEncryption", "enabled") !== true),
    fault("it answers plain HTTP", () => domain.boolean("domainEndpointOptions", "enforceHttps") !== true),
    fault(
      "it takes older versions of TLS",
      () =>
        !domain.isOneOf(settings.strings("securityPolicies"), "domainEndpointOptions", "tlsSecurityPolicy"),
    ),
  ],
});
