import { fault, resourceRule } from "../../rule";

export const cacheEncrypted = resourceRule({
  id: "cache-encrypted",
  description: "A cache encrypts what it keeps and what it sends.",
  remediation:
    "Set atRestEncryptionEnabled and transitEncryptionEnabled to true, transitEncryptionMode to required.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["ElastiCache.4", "ElastiCache.5"] },
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  check: (cache) => [
    fault("it keeps its data in clear", () => cache.boolean("atRestEncryptionEnabled") !== true),
    fault("it answers in clear", () => cache.boolean("transitEncryptionEnabled") !== true),
    fault(
      "it takes TLS and plain connections alike",
      () => cache.string("transitEncryptionMode") === "preferred",
    ),
  ],
});
