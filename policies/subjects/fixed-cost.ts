import prices from "../../pricing/prices.json";
import { isUnknownValueError } from "../reading";
import type { Stack, StackResource } from "../rule";
import { SUBNET } from "./subnets";
import { RDS_INSTANCE } from "./types";

/** What a resource is charged by the hour, under its name in the price table, and how often. */
type Charge = (resource: StackResource, stack: Stack) => readonly [name: string, count: number];

const CHARGES: Readonly<Record<string, Charge>> = {
  "aws:eks/cluster:Cluster": () => ["eks.cluster", 1],
  "aws:eks/nodeGroup:NodeGroup": (nodes) => [
    `ec2.${String(nodes.list("instanceTypes")[0]?.string())}`,
    nodes.string("capacityType") === "SPOT" ? 0 : (nodes.number("scalingConfig", "minSize") ?? 0),
  ],
  "aws:ec2/instance:Instance": (instance) => [`ec2.${String(instance.string("instanceType"))}`, 1],
  "aws:ec2/natGateway:NatGateway": () => ["nat.gateway", 1],
  "aws:ec2/vpcEndpoint:VpcEndpoint": (endpoint, stack) => [
    "vpcEndpoint.interface",
    endpoint.string("vpcEndpointType") === "Interface" ? zonesOf(endpoint, stack) : 0,
  ],
  // One for TCP costs the same.
  "aws:lb/loadBalancer:LoadBalancer": () => ["alb", 1],
  [RDS_INSTANCE]: (database) => [
    `rds.${String(database.string("engine"))}.${String(database.string("instanceClass"))}`,
    database.boolean("multiAz") === true ? 2 : 1,
  ],
};

const PRICES = new Map(
  prices.rows.filter(({ region }) => region === "us-east-1").map(({ id, usd }) => [id, usd]),
);

export const CHARGED_BY_THE_HOUR = Object.keys(CHARGES);

/** US dollars a month in us-east-1 for being there at all, without use; 0 for what the price table does not hold. */
export function fixedMonthlyCost(resource: StackResource, stack: Stack): number {
  const charge = CHARGES[resource.type]?.(resource, stack);
  if (charge === undefined) return 0;
  const [name, count] = charge;
  return (PRICES.get(name) ?? 0) * count * prices.hoursPerMonth;
}

/** An endpoint has at most one subnet a zone: where a preview does not know its subnets, the zones they come from count. */
function zonesOf(endpoint: StackResource, stack: Stack): number {
  try {
    return endpoint.list("subnetIds").length;
  } catch (error) {
    const subnets = stack.referredBy(endpoint, "subnetIds", [SUBNET]);
    if (!isUnknownValueError(error) || subnets.length === 0) throw error;
    return new Set(subnets.map((subnet) => subnet.string("availabilityZone"))).size;
  }
}
