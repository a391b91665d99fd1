import { anyOf } from "../../reading";
import { fault, stackRule } from "../../rule";

export const securityGroupDefaultClosed = stackRule({
  id: "security-group-default-closed",
  description: "The default security group of every VPC lets nothing in and nothing out.",
  remediation: "Add a DefaultSecurityGroup for the VPC without ingress and egress rules.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["EC2.2"], "CIS-AWS": ["5.5"] },
  types: ["aws:ec2/vpc:Vpc"],
  check: (vpc, stack) => {
    const groups = stack.referringTo(vpc, ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"], "vpcId");
    return [
      fault("its default security group is left as AWS makes it", () => groups.length === 0),
      fault("its default security group has rules", () =>
        anyOf(["ingress", "egress"], (direction) =>
          anyOf(groups, (group) => group.list(direction).length > 0),
        ),
      ),
    ];
  },
});
