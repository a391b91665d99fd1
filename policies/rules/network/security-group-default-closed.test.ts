import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { securityGroupDefaultClosed } from "./security-group-default-closed";

const group = (name: string, vpc: string, properties = {}) => ({
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  name,
  properties,
  from: { vpcId: [vpc] },
});

describeRule(securityGroupDefaultClosed, {
  compliant: { type: "aws:ec2/vpc:Vpc", name: "vpc", properties: {} },
  siblings: [group("closed", "vpc", { ingress: [], egress: [] })],
  fails: {
    "no closed group": where({ siblings: { closed: null } }),
    "the group of another VPC": where({
      siblings: { closed: null },
      more: [{ type: "aws:ec2/vpc:Vpc", name: "other", properties: {} }, group("for-other", "other")],
    }),
    "a group that lets something in": where({ siblings: { closed: { ingress: [{ protocol: "-1" }] } } }),
    "a group that lets something out": where({ siblings: { closed: { egress: [{ protocol: "-1" }] } } }),
  },
  passes: {
    "nothing said of rules": where({ siblings: { closed: { ingress: ABSENT, egress: ABSENT } } }),
    "rules that the provider will fill in": where({
      siblings: { closed: { ingress: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } },
    }),
  },
});
