import { fault, stackRule } from "../../rule";
import { isPublicSubnet, SUBNET } from "../../subjects/subnets";

export const eksPrivateNodes = stackRule({
  id: "eks-private-nodes",
  description: "Nodes live in private subnets.",
  remediation: "Give the node group the private subnets' ids only.",
  severity: "high",
  level: "mandatory",
  productionOnly: true,
  references: { "CIS-EKS": ["5.4.3"] },
  types: ["aws:eks/nodeGroup:NodeGroup"],
  check: (nodes, stack) => [
    fault("some of its subnets are public", () => {
      const subnets = stack.referredBy(nodes, "subnetIds", [SUBNET]);
      const open = subnets.filter((subnet) => isPublicSubnet(subnet, stack));
      if (open.length === 0 || open.length === subnets.length) return open.length > 0;
      // A list of some of a VPC's subnets depends on all of them: only the ids tell which ones it holds.
      const ids = nodes.strings("subnetIds");
      return open.some((subnet) => subnet.isOneOf(ids, "id"));
    }),
  ],
});
