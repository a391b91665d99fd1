import { fault, resourceRule } from "../../rule";
import { ingressOf, SECURITY_GROUP_INGRESS } from "../../subjects/ingress";

export const securityGroupWorld = resourceRule({
  id: "security-group-world",
  description: "The world reaches the ports of public services only.",
  remediation:
    "Open single ports of the public services, and everything else to named addresses or security groups.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["EC2.18"] },
  types: SECURITY_GROUP_INGRESS,
  settings: {
    publicPorts: { type: "array", items: { type: "string" }, default: ["80", "443"] },
  },
  check: (resource, settings) =>
    ingressOf(resource).map(({ label, isFromWorld, ports }) =>
      fault(`${label} opens other ports than those of public services to the world`, () => {
        const range = ports();
        if (range === undefined) return false;
        const [from, to] = range;
        const isPublicPort = from === to && settings.strings("publicPorts").includes(String(from));
        return !isPublicPort && isFromWorld();
      }),
    ),
});
