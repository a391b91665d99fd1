import assert from "node:assert/strict";
import { children } from "../../preview/simulation";

const context = { accountId: "123456789012", region: "us-east-1", preview: true, outputsOf: () => undefined };
const vpc = { subnetStrategy: "Auto", cidrBlock: "10.0.0.0/16" };
const cluster = {
  authenticationMode: "API",
  skipDefaultNodeGroup: true,
  vpcId: "vpc-1",
  subnetIds: ["subnet-1"],
};

/** Inputs that the real plugins know and the simulation does not: refused by name, never left out silently. */
const refused: [type: string, inputs: Record<string, unknown>, message: RegExp][] = [
  ["awsx:ec2:Vpc", { ...vpc, ipv4IpamPoolId: "pool" }, /network: ipv4IpamPoolId is not simulated/],
  ["awsx:ec2:Vpc", { cidrBlock: "10.0.0.0/16" }, /subnetStrategy undefined is not simulated; set "Auto"/],
  [
    "awsx:ec2:Vpc",
    { ...vpc, assignGeneratedIpv6CidrBlock: true },
    /IPv6 addresses for subnets are not simulated/,
  ],
  ["awsx:ec2:Vpc", { ...vpc, numberOfAvailabilityZones: 9 }, /9 zones wanted, us-east-1 has 6/],
  [
    "eks:index:Cluster",
    { ...cluster, authenticationMode: "CONFIG_MAP" },
    /"CONFIG_MAP" is not simulated: set "API"/,
  ],
  ["eks:index:Cluster", { ...cluster, skipDefaultNodeGroup: false }, /default node group is not simulated/],
  ["eks:index:Cluster", { ...cluster, createOidcProvider: true }, /createOidcProvider .* use Pod Identity/],
  [
    "eks:index:Cluster",
    { ...cluster, storageClasses: "gp3" },
    /storageClasses is not simulated: leave it out/,
  ],
  ["eks:index:Cluster", { ...cluster, vpcId: undefined }, /default VPC is not simulated: set vpcId/],
  [
    "eks:index:Cluster",
    { ...cluster, endpointPublicAccess: false, publicAccessCidrs: ["192.0.2.0/24"] },
    /publicAccessCidrs needs endpointPublicAccess/,
  ],
  ["eks:index:ManagedNodeGroup", { cluster: {}, amiId: "ami-1" }, /network: amiId is not simulated/],
  ["eks:index:Addon", { cluster: "c", addonName: "coredns" }, /cluster must be an eks.Cluster/],
];

describe("what the simulation does not know of a component is refused by name", () => {
  for (const [type, inputs, message] of refused) {
    it(`${type}: ${message.source}`, () => {
      assert.throws(() => children(type, "network", inputs, context), message);
    });
  }

  it("a component of another plugin is none of the simulation's", () => {
    assert.equal(children("awsx:ecs:FargateService", "f", {}, context), undefined);
  });
});
