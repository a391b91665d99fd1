import { fault, resourceRule } from "../../rule";
import { includesAny, ingressOf, SECURITY_GROUP_INGRESS } from "../../subjects/ingress";

/** The ports of control EC2.19: remote administration, databases, development servers. */
const HIGH_RISK_PORTS = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080,
  8088, 8888, 9200, 9300,
];

export const securityGroupAdminPorts = resourceRule({
  id: "security-group-admin-ports",
  description: "No security group lets the world reach an administrative or database port.",
  remediation:
    "Name the addresses or the security group that may connect, or use Session Manager for administration.",
  severity: "critical",
  level: "mandatory",
  references: { FSBP: ["EC2.19"], "CIS-AWS": ["5.3", "5.4"] },
  types: SECURITY_GROUP_INGRESS,
  check: (resource) =>
    ingressOf(resource).map(({ label, isFromWorld, ports }) =>
      fault(
        `${label} opens a high-risk port to the world`,
        () => includesAny(ports(), HIGH_RISK_PORTS) && isFromWorld(),
      ),
    ),
});
