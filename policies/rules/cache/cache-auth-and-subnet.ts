import { fault, resourceRule } from "../../rule";

export const cacheAuthAndSubnet = resourceRule({
  id: "cache-auth-and-subnet",
  description: "A cache asks who connects and lives in the platform's own subnets.",
  remediation: "Set userGroupIds or authToken, and subnetGroupName to a group of private subnets.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["ElastiCache.6", "ElastiCache.7"] },
  types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  check: (cache) => [
    fault(
      "it lets in whoever reaches it",
      () => !cache.has("authToken") && !cache.has("authTokenWo") && cache.list("userGroupIds").length === 0,
    ),
    fault("it is in the default subnets", () => (cache.string("subnetGroupName") ?? "default") === "default"),
  ],
});
