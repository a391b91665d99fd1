import { fault, notApplicable, resourceRule } from "../../rule";
import type { Reading } from "../../reading";
import { includesAny, isWorld, portsOf } from "../../subjects/ingress";

const ADMINISTRATION_PORTS = [22, 3389];
const SEPARATE = "aws:ec2/networkAclRule:NetworkAclRule";

export const networkAclAdminPorts = resourceRule({
  id: "network-acl-admin-ports",
  description: "No network ACL lets the world reach the ports of SSH and RDP.",
  remediation: "Narrow the entry to the addresses that administer, or remove it and use Session Manager.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["EC2.21"], "CIS-AWS": ["5.2"] },
  types: ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", SEPARATE],
  check: (acl) => {
    if (acl.type === SEPARATE && acl.boolean("egress") === true) return notApplicable("it is for egress");
    const entries: Reading[] = acl.type === SEPARATE ? [acl] : acl.list("ingress");
    return entries.map((entry) =>
      fault(
        `${entry.path || "it"} lets the world reach SSH or RDP`,
        () =>
          (entry.string("action") ?? entry.string("ruleAction"))?.toLowerCase() === "allow" &&
          includesAny(portsOf(entry), ADMINISTRATION_PORTS) &&
          (isWorld(entry.string("cidrBlock")) || isWorld(entry.string("ipv6CidrBlock"))),
      ),
    );
  },
});
