import assert from "node:assert/strict";
import { stackOf } from "../resources";
import type { StackResource } from "../rule";
import { resource } from "../testing/resource";
import { fixedMonthlyCost } from "./fixed-cost";

const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const database = "aws:rds/instance:Instance";
const size = { instanceTypes: ["t4g.small"] };

// 730 hours of the prices in us-east-1: 0.10 a cluster, 0.0168 a t4g.small, 0.01 an endpoint, 0.016 a db.t4g.micro.
const costs: readonly [string, string, object, number][] = [
  ["a cluster", "aws:eks/cluster:Cluster", {}, 73],
  ["two nodes at least", nodes, { ...size, scalingConfig: { minSize: 2 } }, 24.53],
  ["nodes without a minimum", nodes, size, 0],
  ["Spot nodes", nodes, { ...size, capacityType: "SPOT", scalingConfig: { minSize: 2 } }, 0],
  ["nodes of no size", nodes, { scalingConfig: { minSize: 2 } }, 0],
  ["an instance", "aws:ec2/instance:Instance", { instanceType: "t4g.small" }, 12.26],
  ["an instance of a size that is not in the table", "aws:ec2/instance:Instance", { instanceType: "p5" }, 0],
  [
    "an endpoint in three subnets",
    endpoint,
    { vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] },
    21.9,
  ],
  ["a free endpoint", endpoint, { vpcEndpointType: "Gateway", subnetIds: ["a"] }, 0],
  ["a NAT gateway", "aws:ec2/natGateway:NatGateway", {}, 32.85],
  ["a load balancer", "aws:lb/loadBalancer:LoadBalancer", {}, 16.43],
  ["a database", database, { engine: "postgres", instanceClass: "db.t4g.micro" }, 11.68],
  [
    "a database in two zones",
    database,
    { engine: "postgres", instanceClass: "db.t4g.micro", multiAz: true },
    23.36,
  ],
  [
    "a database of an engine that is not in the table",
    database,
    { engine: "db2", instanceClass: "db.t4g.micro" },
    0,
  ],
  ["a bucket", "aws:s3/bucket:Bucket", {}, 0],
];

describe("the fixed monthly cost", () => {
  for (const [name, type, properties, dollars] of costs) {
    it(`of ${name} is $${String(dollars)}`, () => {
      assert.ok(
        Math.abs(
          fixedMonthlyCost(resource(type, properties) as StackResource, stackOf("prod", [])) - dollars,
        ) < 0.006,
      );
    });
  }
});
