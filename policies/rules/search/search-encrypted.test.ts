import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { searchEncrypted } from "./search-encrypted";

describeRule(searchEncrypted, {
  compliant: {
    type: "aws:opensearch/domain:Domain",
    name: "catalog",
    properties: {
      encryptAtRest: { enabled: true },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    },
  },
  fails: {
    "data in clear": { "encryptAtRest.enabled": false },
    "nothing said of data": { encryptAtRest: ABSENT },
    "nodes in clear": { "nodeToNodeEncryption.enabled": false },
    "nothing said of nodes": { nodeToNodeEncryption: ABSENT },
    "plain HTTP": { "domainEndpointOptions.enforceHttps": false },
    "nothing said of HTTP": { "domainEndpointOptions.enforceHttps": ABSENT },
    "TLS 1.0": { "domainEndpointOptions.tlsSecurityPolicy": "Policy-Min-TLS-1-0-2019-07" },
    "nothing said of TLS": { "domainEndpointOptions.tlsSecurityPolicy": ABSENT },
  },
  passes: {
    "the policy for federal use": {
      "domainEndpointOptions.tlsSecurityPolicy": "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
    },
  },
});
