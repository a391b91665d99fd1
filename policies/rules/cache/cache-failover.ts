import { fault, resourceRule } from "../../rule";

export const cacheFailover = resourceRule({
  id: "cache-failover",
  description: "A cache goes on in another zone when one fails, and is backed up.",
  remediation:
    "Set automaticFailoverEnabled and multiAzEnabled to true, snapshotRetentionLimit to 1 or more.",
  severity: "medium",
  level: "mandatory",
  productionOnly: true,
  references: { FSBP: ["ElastiCache.1", "ElastiCache.3"] },
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  check: (cache) => [
    fault("it does not fail over by itself", () => cache.boolean("automaticFailoverEnabled") !== true),
    fault("it is in one zone", () => cache.boolean("multiAzEnabled") !== true),
    fault("it is not backed up", () => !cache.isAtLeast(1, "snapshotRetentionLimit")),
  ],
});
