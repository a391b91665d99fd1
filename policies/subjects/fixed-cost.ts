import prices from "../../pricing/prices.json";
import type { Reading } from "../reading";
import type { Resource } from "../rule";
import { RDS_INSTANCE } from "./types";

/** What a resource is charged by the hour, under its name in the price table, and how often. */
type Charge = (resource: Resource) => readonly [name: string, count: number];

const CHARGES: Readonly<Record<string, Charge>> = {
  "aws:eks/cluster:Cluster": () => ["eks.cluster", 1],
  "aws:eks/nodeGroup:NodeGroup": (nodes) => [
    `ec2.${String(nodes.list("instanceTypes")[0]?.string())}`,
    nodes.string("capacityType") === "SPOT" ? 0 : (nodes.number("scalingConfig", "minSize") ?? 0),
  ],
  "aws:ec2/instance:Instance": (instance) => [`ec2.${String(instance.string("instanceType"))}`, 1],
  "aws:ec2/natGateway:NatGateway": () => ["nat.gateway", 1],
  "aws:ec2/vpcEndpoint:VpcEndpoint": (endpoint) => [
    "vpcEndpoint.interface",
    endpoint.string("vpcEndpointType") === "Interface" ? numberOfSubnets(endpoint) : 0,
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
export function fixedMonthlyCost(resource: Resource): number {
  const charge = CHARGES[resource.type]?.(resource);
  if (charge === undefined) return 0;
  const [name, count] = charge;
  return (PRICES.get(name) ?? 0) * count * prices.hoursPerMonth;
}

function numberOfSubnets(endpoint: Reading): number {
  return endpoint.list("subnetIds").length;
}
