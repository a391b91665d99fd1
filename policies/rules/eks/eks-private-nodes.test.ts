import { describeRule, where } from "../../testing/spec";
import type { Fixture } from "../../testing/protocol";
import { eksPrivateNodes } from "./eks-private-nodes";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const subnet = (name: string, gateway: string): Fixture[] => [
  { type: "aws:ec2/subnet:Subnet", name, properties: { id: `subnet-${name}`, mapPublicIpOnLaunch: false } },
  { type: "aws:ec2/routeTable:RouteTable", name: `${name}-table`, properties: {} },
  {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    name: `${name}-association`,
    properties: {},
    from: { subnetId: [name], routeTableId: [`${name}-table`] },
  },
  {
    type: "aws:ec2/route:Route",
    name: `${name}-route`,
    properties: {},
    from: { routeTableId: [`${name}-table`], gatewayId: [gateway], natGatewayId: [gateway] },
  },
  {
    type: "aws:ec2/route:Route",
    name: `${name}-peer`,
    properties: {},
    from: { routeTableId: [`${name}-table`] },
  },
];
const nodes = (name: string, properties: object, ...subnets: string[]): Fixture => ({
  type: "aws:eks/nodeGroup:NodeGroup",
  name,
  properties: { ...properties },
  from: { subnetIds: subnets },
});
const given = (properties: object, ...subnets: string[]) =>
  where({ resource: nodes("nodes", properties, ...subnets) });

describeRule(eksPrivateNodes, {
  compliant: nodes("nodes", { subnetIds: ["subnet-private"] }, "private", "public"),
  siblings: [
    { type: "aws:ec2/internetGateway:InternetGateway", name: "internet", properties: {} },
    { type: "aws:ec2/natGateway:NatGateway", name: "nat", properties: {} },
    ...subnet("private", "nat"),
    ...subnet("public", "internet"),
  ],
  fails: {
    "a public subnet among its own": given(
      { subnetIds: ["subnet-private", "subnet-public"] },
      "private",
      "public",
    ),
    "one of two public subnets": where({
      resource: nodes(
        "nodes",
        { subnetIds: ["subnet-private", "subnet-public"] },
        "private",
        "public",
        "second",
      ),
      more: subnet("second", "internet"),
    }),
    "public subnets only, whatever their ids": given({ subnetIds: UNKNOWN }, "public"),
    "a subnet that gives out public addresses": where({
      resource: nodes("nodes", { subnetIds: UNKNOWN }, "private"),
      siblings: { private: { mapPublicIpOnLaunch: true } },
    }),
    "a route inside its table": where({
      resource: nodes("nodes", { subnetIds: UNKNOWN }, "bare"),
      more: [
        { type: "aws:ec2/subnet:Subnet", name: "bare", properties: {} },
        {
          type: "aws:ec2/routeTable:RouteTable",
          name: "table",
          properties: {},
          from: { routes: ["internet"] },
        },
        {
          type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
          name: "association",
          properties: {},
          from: { subnetId: ["bare"], routeTableId: ["table"] },
        },
      ],
    }),
  },
  passes: { "private subnets only, whatever their ids": given({ subnetIds: UNKNOWN }, "private") },
  undecided: {
    "ids that are not known while its list may hold public ones": given(
      { subnetIds: UNKNOWN },
      "private",
      "public",
    ),
  },
});
