import { fault, resourceRule } from "../../rule";

export const subnetNoPublicIp = resourceRule({
  id: "subnet-no-public-ip",
  description: "No subnet gives public addresses to whatever starts in it.",
  remediation: "Set mapPublicIpOnLaunch to false; what has to be public asks for its address itself.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["EC2.15"] },
  types: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
  check: (subnet) => [
    fault("it gives out public addresses", () => subnet.boolean("mapPublicIpOnLaunch") === true),
  ],
});
