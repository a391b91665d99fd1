import { ABSENT, changed } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { allowedSizes } from "./allowed-sizes";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

for (const [type, property, fine] of [
  ["aws:ec2/instance:Instance", "instanceType", "t4g.small"],
  ["aws:ec2/launchTemplate:LaunchTemplate", "instanceType", "m6g.large"],
  ["aws:rds/instance:Instance", "instanceClass", "db.m7g.large"],
  ["aws:rds/cluster:Cluster", "dbClusterInstanceClass", "db.m8g.large"],
  ["aws:rds/clusterInstance:ClusterInstance", "instanceClass", "db.serverless"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "nodeType", "cache.r7g.large"],
  ["aws:elasticache/cluster:Cluster", "nodeType", "cache.t4g.micro"],
  ["aws:opensearch/domain:Domain", "clusterConfig.instanceType", "r7g.large.search"],
] as const) {
  describeRule(allowedSizes, {
    compliant: { type, name: "payment", properties: changed({}, { [property]: fine }) },
    fails: { "a size that is too large": where({ changes: { [property]: "x2gd.metal" } }) },
    notApplicable: { "no size": { [property]: ABSENT } },
  });
}

describeRule(allowedSizes, {
  compliant: {
    type: "aws:eks/nodeGroup:NodeGroup",
    name: "general",
    properties: { instanceTypes: ["t4g.large", "m7g.large"] },
  },
  fails: {
    "one size that is too large": { "instanceTypes[1]": "m7g.metal" },
    "one size that is too large after an unknown one": { instanceTypes: [UNKNOWN, "m7g.metal"] },
    "a size of another stack": where({ settings: { sizes: ["t4g.*"] } }),
    "a size that only looks like a pattern": where({ settings: { sizes: ["t4gxlarge", "m7g.large"] } }),
  },
  passes: Object.fromEntries(
    ["t4g.nano", "m6g.large", "m7g.medium", "m7g.large", "m7g.xlarge", "m8g.large", "r7g.large"].map(
      (size) => [size, { "instanceTypes[1]": size }],
    ),
  ),
  notApplicable: { "no size": { instanceTypes: ABSENT } },
});
