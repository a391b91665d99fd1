import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { monthlyBudget } from "./monthly-budget";

const sibling = (type: string, name: string, properties: object) => ({
  type,
  name,
  properties: { ...properties },
});
const dollars = (amount: number) => ({ settings: { dollars: amount } });

// us-east-1, 730 hours: cluster 73.00, three m7g.large 178.70, NAT gateway 32.85, an interface endpoint in two subnets
// 14.60, an ALB 16.43, a db.t4g.micro in two zones 23.36, a t4g.small 12.26.
const unknownInstance = {
  ...sibling("aws:ec2/instance:Instance", "other", { instanceType: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }),
  from: { instanceType: ["cluster"] },
};
const subnet = (name: string, availabilityZone: string) =>
  sibling("aws:ec2/subnet:Subnet", name, { availabilityZone });
/** Two zones of four subnets: 14.60 beside the cluster's 73.00. */
const unknownSubnets = [
  ...["a", "b"].flatMap((zone) => [subnet(`public-${zone}`, zone), subnet(`private-${zone}`, zone)]),
  {
    ...sibling("aws:ec2/vpcEndpoint:VpcEndpoint", "other", {
      vpcEndpointType: "Interface",
      subnetIds: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    }),
    from: { subnetIds: ["public-a", "private-a", "public-b", "private-b"] },
  },
];
const onlyTheCluster = {
  nodes: null,
  nat: null,
  endpoint: null,
  balancer: null,
  database: null,
  runner: null,
};

describeRule(monthlyBudget, {
  compliant: { type: "pulumi:pulumi:Stack", name: "commerce-prod", properties: {} },
  siblings: [
    sibling("aws:eks/cluster:Cluster", "cluster", {}),
    sibling("aws:eks/nodeGroup:NodeGroup", "nodes", {
      capacityType: "ON_DEMAND",
      instanceTypes: ["m7g.large", "t4g.large"],
      scalingConfig: { minSize: 3 },
    }),
    sibling("aws:ec2/natGateway:NatGateway", "nat", {}),
    sibling("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", {
      vpcEndpointType: "Interface",
      subnetIds: ["a", "b"],
    }),
    sibling("aws:lb/loadBalancer:LoadBalancer", "balancer", { loadBalancerType: "application" }),
    sibling("aws:rds/instance:Instance", "database", {
      engine: "postgres",
      instanceClass: "db.t4g.micro",
      multiAz: true,
    }),
    sibling("aws:ec2/instance:Instance", "runner", { instanceType: "t4g.small" }),
  ],
  undecided: {
    "an unknown size beside a cost of just the budget": where({
      ...dollars(73),
      siblings: onlyTheCluster,
      more: [unknownInstance],
    }),
  },
  fails: {
    "resources that cost more": where(dollars(351)),
    "an endpoint in two zones, of subnets that are not known yet": where({
      ...dollars(87),
      siblings: onlyTheCluster,
      more: unknownSubnets,
    }),
    "resources of which one is unknown, when the others cost more": where({
      ...dollars(300),
      more: [unknownInstance],
    }),
  },
  passes: {
    "a cost of just the budget": where({ ...dollars(73), siblings: onlyTheCluster }),
    "an endpoint in no more zones than two, of subnets that are not known yet": where({
      ...dollars(88),
      siblings: onlyTheCluster,
      more: unknownSubnets,
    }),
    "resources that cost just as much": where(dollars(352)),
    "no nodes": where({ ...dollars(174), siblings: { nodes: { "scalingConfig.minSize": 0 } } }),
    "Spot nodes, whose price moves": where({
      ...dollars(174),
      siblings: { nodes: { capacityType: "SPOT" } },
    }),
    "nodes of an unknown price": where({
      ...dollars(174),
      siblings: { nodes: { instanceTypes: ["x1.large"] } },
    }),
    "a free endpoint": where({ ...dollars(337), siblings: { endpoint: { vpcEndpointType: "Gateway" } } }),
    "an endpoint of the kind AWS makes by itself": where({
      ...dollars(337),
      siblings: { endpoint: { vpcEndpointType: ABSENT } },
    }),
    "one zone": where({ ...dollars(340), siblings: { database: { multiAz: false } } }),
    "nothing said of sizes": where({
      ...dollars(137),
      siblings: {
        nodes: { instanceTypes: ABSENT, scalingConfig: ABSENT },
        runner: { instanceType: ABSENT },
        database: { instanceClass: ABSENT },
      },
    }),
  },
});
