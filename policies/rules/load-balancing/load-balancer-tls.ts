import { fault, notApplicable, resourceRule } from "../../rule";
import { LISTENER } from "../../subjects/types";

export const loadBalancerTls = resourceRule({
  id: "load-balancer-tls",
  description: "A load balancer speaks TLS 1.2 or newer; plain HTTP is sent on to HTTPS.",
  remediation: "Use HTTPS or TLS with a recommended sslPolicy, and let a listener for HTTP redirect.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["ELB.1", "ELB.17", "ELB.18"] },
  types: LISTENER,
  settings: {
    securityPolicies: {
      type: "array",
      items: { type: "string" },
      default: [
        "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
        "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
        "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "ELBSecurityPolicy-TLS13-1-3-2021-06",
      ],
    },
  },
  check: (listener, settings) => {
    const protocol = listener.string("protocol");
    if (protocol === "GENEVE") return notApplicable("a gateway load balancer passes packets on");
    const isEncrypted = protocol === "HTTPS" || protocol === "TLS";
    const actions = listener.list("defaultActions");
    return [
      fault(
        "it answers without TLS",
        () =>
          !isEncrypted &&
          (protocol !== "HTTP" ||
            actions.length === 0 ||
            actions.some((action) => action.string("redirect", "protocol") !== "HTTPS")),
      ),
      fault(
        "it takes older versions of TLS",
        () => isEncrypted && !listener.isOneOf(settings.strings("securityPolicies"), "sslPolicy"),
      ),
    ];
  },
});
