import { ABSENT } from "../../testing/paths";
import type { Fixture } from "../../testing/protocol";
import { describeRule, where } from "../../testing/spec";
import { natWithEndpoints } from "./nat-with-endpoints";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const endpoint = (name: string, vpc = "vpc"): Fixture => ({
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  name,
  properties: { serviceName: `com.amazonaws.us-east-1.${name}` },
  from: { vpcId: [vpc] },
});
const names = ["s3", "dynamodb", "ecr.api", "ecr.dkr"];

describeRule(natWithEndpoints, {
  compliant: {
    type: "aws:ec2/natGateway:NatGateway",
    name: "nat",
    properties: {},
    from: { subnetId: ["public"] },
  },
  siblings: [
    { type: "aws:ec2/vpc:Vpc", name: "vpc", properties: {} },
    { type: "aws:ec2/subnet:Subnet", name: "public", properties: {}, from: { vpcId: ["vpc"] } },
    ...names.map((name) => endpoint(name)),
  ],
  fails: {
    ...Object.fromEntries(
      names.map((name) => [`no endpoint for ${name}`, where({ siblings: { [name]: null } })]),
    ),
    "an endpoint for something else": where({
      siblings: { s3: { serviceName: "com.amazonaws.us-east-1.s3express" } },
    }),
    "an endpoint without a service": where({ siblings: { s3: { serviceName: ABSENT } } }),
    "the endpoint of another VPC": where({
      siblings: { s3: null },
      more: [
        { type: "aws:ec2/vpc:Vpc", name: "other", properties: {} },
        { ...endpoint("s3", "other"), name: "o" },
      ],
    }),
    "a service that the stack adds": where({ settings: { services: ["sts"] } }),
  },
  passes: {
    "a regional gateway": where({ resource: { from: { vpcId: ["vpc"] } } }),
    "one endpoint that is not known while the others are there": where({
      more: [{ ...endpoint("x"), properties: { serviceName: UNKNOWN } }],
    }),
  },
});
