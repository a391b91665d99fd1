import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { networkAclAdminPorts } from "./network-acl-admin-ports";

const open = { action: "allow", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlock: "0.0.0.0/0" };
const rule = { ruleAction: "ALLOW", protocol: "6", fromPort: 3000, toPort: 4000, ipv6CidrBlock: "::/0" };
const separate = (properties: object) =>
  where({ resource: { type: "aws:ec2/networkAclRule:NetworkAclRule", properties: { ...properties } } });

describeRule(networkAclAdminPorts, {
  compliant: {
    type: "aws:ec2/networkAcl:NetworkAcl",
    name: "private",
    properties: { ingress: [{ ...open, cidrBlock: "10.0.0.0/8" }] },
  },
  sameFor: ["aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  fails: {
    "SSH for the world": { "ingress[0]": open },
    "RDP for the world": { "ingress[0]": { ...open, fromPort: 3389, toPort: 3389 } },
    "every protocol for the world": { "ingress[0]": { ...open, protocol: "-1", fromPort: 0, toPort: 0 } },
    "a second entry": { "ingress[1]": open },
    "an entry of its own": separate(rule),
  },
  passes: {
    "an entry that denies": { "ingress[0]": { ...open, action: "deny" } },
    "HTTPS for the world": { "ingress[0]": { ...open, fromPort: 443, toPort: 443 } },
    "no entry": { ingress: ABSENT },
    "entries for egress": { egress: [open] },
    "an entry of its own that denies": separate({ ...rule, ruleAction: "deny" }),
  },
  notApplicable: { "an entry for egress": separate({ ...rule, egress: true }) },
});
