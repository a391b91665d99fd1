import { anyOf, type Reading } from "../../reading";
import { fault, notApplicable, resourceRule } from "../../rule";
import { matchesPattern } from "../../pattern";
import { RDS_CLUSTER, RDS_CLUSTER_INSTANCE, RDS_INSTANCE } from "../../subjects/types";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
/** Where each type says how large it is. */
const SIZES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "aws:ec2/instance:Instance": ["instanceType"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["instanceType"],
  [NODE_GROUP]: ["instanceTypes"],
  [RDS_INSTANCE]: ["instanceClass"],
  [RDS_CLUSTER]: ["dbClusterInstanceClass"],
  [RDS_CLUSTER_INSTANCE]: ["instanceClass"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["nodeType"],
  "aws:elasticache/cluster:Cluster": ["nodeType"],
  "aws:opensearch/domain:Domain": ["clusterConfig", "instanceType"],
};

export const allowedSizes = resourceRule({
  id: "allowed-sizes",
  description: "Instances are of the sizes that the stack allows.",
  remediation: "Choose a size of the stack's list, or add the size to it in policies/packs/settings.ts.",
  severity: "medium",
  level: "mandatory",
  references: {},
  types: Object.keys(SIZES),
  settings: {
    // `*` stands for any characters.
    sizes: {
      type: "array",
      items: { type: "string" },
      default: [
        "*t4g.*",
        "*m6g.large*",
        "*m7g.medium",
        "*m7g.large*",
        "*m7g.xlarge*",
        "*m8g.large*",
        "*r7g.large*",
        "db.serverless",
      ],
    },
  },
  check: (resource, settings) => {
    const path = SIZES[resource.type] as readonly [string, ...string[]];
    if (!resource.has(...path)) return notApplicable("it names no size");
    return [
      fault("its size is not one that the stack allows", () => {
        const allowed = settings.strings("sizes");
        const sizes: readonly Pick<Reading, "string">[] =
          resource.type === NODE_GROUP
            ? resource.list(...path)
            : [{ string: () => resource.string(...path) }];
        return anyOf(
          sizes,
          (size) => !allowed.some((pattern) => matchesPattern(pattern, size.string() ?? "")),
        );
      }),
    ];
  },
});
