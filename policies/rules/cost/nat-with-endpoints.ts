import { anyOf } from "../../reading";
import { fault, stackRule, type Stack, type StackResource } from "../../rule";
import { SUBNET } from "../../subjects/subnets";

const VPC = "aws:ec2/vpc:Vpc";

export const natWithEndpoints = stackRule({
  id: "nat-with-endpoints",
  description:
    "Traffic to AWS's own services goes by endpoints and not through a NAT gateway, which charges for it.",
  remediation: "Add the missing endpoint; those for S3 and DynamoDB are free.",
  severity: "low",
  level: "advisory",
  references: { FSBP: ["EC2.55", "EC2.56"] },
  types: ["aws:ec2/natGateway:NatGateway"],
  settings: {
    services: { type: "array", items: { type: "string" }, default: ["s3", "dynamodb", "ecr.api", "ecr.dkr"] },
  },
  check: (gateway, stack, settings) => {
    const endpoints = vpcsOf(gateway, stack).flatMap((vpc) =>
      stack.referringTo(vpc, ["aws:ec2/vpcEndpoint:VpcEndpoint"], "vpcId"),
    );
    return settings
      .strings("services")
      .map((service) =>
        fault(
          `its VPC has no endpoint for ${service}`,
          () =>
            !anyOf(endpoints, (endpoint) => endpoint.string("serviceName")?.endsWith(`.${service}`) === true),
        ),
      );
  },
});

function vpcsOf(gateway: StackResource, stack: Stack): readonly StackResource[] {
  const subnets = stack.referredBy(gateway, "subnetId", [SUBNET]);
  return [
    ...stack.referredBy(gateway, "vpcId", [VPC]),
    ...subnets.flatMap((subnet) => stack.referredBy(subnet, "vpcId", [VPC])),
  ];
}
