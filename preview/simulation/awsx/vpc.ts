import { Derived, Sibling, type ChildSpec, type Component } from "../component";
import type { ComponentContext } from "../context";
import { invoke } from "../invoke";
import { opened, picked, plain, type Properties } from "../wire";
import { endpointChildren, endpointsNeedDns, type EndpointSpec } from "./endpoints";
import { output, sharedTags, type Network } from "./network";
import { layOut, type Subnet, type SubnetSpec } from "./subnets";

/** Inputs of `awsx:ec2:Vpc` that go to the VPC itself unchanged. */
const ownInputs = [
  "assignGeneratedIpv6CidrBlock",
  "enableDnsHostnames",
  "enableDnsSupport",
  "enableNetworkAddressUsageMetrics",
  "instanceTenancy",
  "region",
] as const;

const layoutInputs = [
  "availabilityZoneCidrMask",
  "availabilityZoneNames",
  "cidrBlock",
  "natGateways",
  "numberOfAvailabilityZones",
  "subnetSpecs",
  "subnetStrategy",
  "tags",
  "vpcEndpointSpecs",
  "vpcEndpointStrategy",
] as const;

/** `awsx:ec2:Vpc` under the subnet strategies "Auto" and "Exact"; a VPC from an IPAM pool or with IPv6 is not simulated. */
export function vpc(name: string, inputs: Properties, context: ComponentContext): Component {
  refuseUnknownInputs(name, inputs);
  const network = decide(name, inputs, context);
  const endpoints = (inputs["vpcEndpointSpecs"] ?? []) as EndpointSpec[];
  const auto = plain(inputs["vpcEndpointStrategy"]) === "Auto";
  const dns = auto && endpointsNeedDns(endpoints) ? { enableDnsHostnames: true, enableDnsSupport: true } : {};
  const children: ChildSpec[] = [
    {
      key: "vpc",
      type: "aws:ec2/vpc:Vpc",
      name,
      custom: true,
      inputs: {
        ...dns,
        ...picked(inputs, ownInputs),
        cidrBlock: inputs["cidrBlock"] ?? "10.0.0.0/16",
        tags: sharedTags(network),
      },
    },
    {
      key: "internetGateway",
      type: "aws:ec2/internetGateway:InternetGateway",
      name,
      custom: true,
      parent: "vpc",
      inputs: { region: network.region, vpcId: output("vpc", "id"), tags: sharedTags(network) },
    },
    ...network.subnets.flatMap((subnet) => subnetChildren(network, subnet, inputs)),
    ...endpoints.flatMap((spec) => endpointChildren(network, spec, auto)),
  ];
  return {
    children,
    outputs: outputsOf(network, children, inputs),
    outputsDependOn: ["vpc", ...network.subnets.map((subnet) => subnet.name)],
  };
}

function refuseUnknownInputs(name: string, inputs: Properties): void {
  const known: readonly string[] = [...ownInputs, ...layoutInputs];
  const others = Object.keys(inputs).filter((key) => !known.includes(key));
  const strategy = plain(inputs["subnetStrategy"]);
  if (others.length > 0) {
    throw new Error(
      `awsx:ec2:Vpc ${name}: ${others.join(", ")} is not simulated; preview this with the real awsx plugin`,
    );
  }
  if (strategy !== "Auto" && strategy !== "Exact") {
    throw new Error(
      `awsx:ec2:Vpc ${name}: subnetStrategy ${JSON.stringify(strategy)} is not simulated; set "Auto" or "Exact"`,
    );
  }
}

function decide(name: string, inputs: Properties, context: ComponentContext): Network {
  const settings = plain(inputs) as {
    availabilityZoneCidrMask?: number;
    availabilityZoneNames?: string[];
    cidrBlock?: string;
    natGateways?: { strategy?: string };
    numberOfAvailabilityZones?: number;
    subnetSpecs?: SubnetSpec[];
  };
  const count = settings.numberOfAvailabilityZones ?? 3;
  const answer = invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {}, context);
  const available = answer["names"] as string[];
  const zones = settings.availabilityZoneNames ?? available.slice(0, count);
  if (settings.availabilityZoneNames === undefined && zones.length < count) {
    throw new Error(
      `awsx:ec2:Vpc ${name}: ${String(count)} zones wanted, ${context.region} has ${String(zones.length)}`,
    );
  }
  const laidOut = layOut(name, settings.cidrBlock ?? "10.0.0.0/16", zones, {
    specs: settings.subnetSpecs,
    availabilityZoneCidrMask: settings.availabilityZoneCidrMask,
  });
  const rank = { Public: 0, Private: 1, Isolated: 2, Unused: 3 };
  return {
    name,
    region: inputs["region"],
    tags: opened(inputs["tags"]),
    zones,
    // Public subnets first: the NAT gateways in them are what the routes of the private ones point to.
    subnets: zones.flatMap((zone) =>
      laidOut
        .filter((subnet) => subnet.zone === zone && subnet.type !== "Unused")
        .sort((a, b) => rank[a.type] - rank[b.type]),
    ),
    nat: (settings.natGateways?.strategy ?? "OnePerAz").toLowerCase() as Network["nat"],
  };
}

function subnetChildren(network: Network, subnet: Subnet, inputs: Properties): ChildSpec[] {
  const { name, type } = subnet;
  const { region } = network;
  const table = `${name}/routeTable`;
  const ipv6 =
    plain(subnet.spec.assignIpv6AddressOnCreation ?? inputs["assignGeneratedIpv6CidrBlock"]) ?? false;
  if (ipv6 !== false) {
    throw new Error(`awsx:ec2:Vpc ${network.name}: IPv6 addresses for subnets are not simulated`);
  }
  const children: ChildSpec[] = [
    {
      key: name,
      type: "aws:ec2/subnet:Subnet",
      name,
      custom: true,
      parent: "vpc",
      dependsOn: ["vpc"],
      inputs: {
        region,
        vpcId: output("vpc", "id"),
        availabilityZone: subnet.zone,
        mapPublicIpOnLaunch: type === "Public",
        cidrBlock: subnet.cidrBlock,
        assignIpv6AddressOnCreation: ipv6,
        // Nothing is assigned, yet awsx computes it from the VPC's: unknown in a preview, absent afterwards.
        ipv6CidrBlock: new Derived([output("vpc", "ipv6CidrBlock")], () => undefined),
        tags: { ...sharedTags(network), ...subnet.spec.tags, Name: name, SubnetType: type },
      },
    },
    {
      key: table,
      type: "aws:ec2/routeTable:RouteTable",
      name,
      custom: true,
      parent: name,
      dependsOn: [name],
      inputs: {
        region,
        vpcId: output("vpc", "id"),
        tags: { ...sharedTags(network), Name: name, SubnetType: type },
      },
    },
    {
      key: `${name}/association`,
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name,
      custom: true,
      parent: table,
      dependsOn: [table],
      inputs: { region, routeTableId: output(table, "id"), subnetId: output(name, "id") },
    },
  ];
  return [...children, ...natChildren(network, subnet), ...routeChildren(network, subnet)];
}

/** `${name}-1` for the first zone's address and gateway. */
function natName(network: Network, zoneIndex: number): string {
  return `${network.name}-${String(network.nat === "single" ? 1 : zoneIndex + 1)}`;
}

function natChildren(network: Network, subnet: Subnet): ChildSpec[] {
  const zoneIndex = network.zones.indexOf(subnet.zone);
  const first =
    network.subnets.find((each) => each.zone === subnet.zone && each.type === "Public") === subnet;
  const wanted = network.nat === "oneperaz" || (network.nat === "single" && zoneIndex === 0);
  if (!first || !wanted) return [];
  const name = natName(network, zoneIndex);
  const shared = { name, custom: true, parent: subnet.name, dependsOn: [subnet.name] };
  const tags = { ...network.tags, Name: name };
  return [
    { ...shared, key: `${name}/eip`, type: "aws:ec2/eip:Eip", inputs: { region: network.region, tags } },
    {
      ...shared,
      key: `${name}/nat`,
      type: "aws:ec2/natGateway:NatGateway",
      inputs: {
        region: network.region,
        subnetId: output(subnet.name, "id"),
        allocationId: output(`${name}/eip`, "allocationId"),
        tags,
      },
    },
  ];
}

function routeChildren(network: Network, subnet: Subnet): ChildSpec[] {
  const nat = `${natName(network, network.zones.indexOf(subnet.zone))}/nat`;
  const target: Properties | undefined =
    subnet.type === "Public"
      ? { gatewayId: output("internetGateway", "id") }
      : subnet.type === "Private" && network.nat !== "none"
        ? { natGatewayId: output(nat, "id") }
        : undefined;
  if (target === undefined) return [];
  const table = `${subnet.name}/routeTable`;
  return [
    {
      key: `${subnet.name}/route`,
      type: "aws:ec2/route:Route",
      name: subnet.name,
      custom: true,
      parent: table,
      dependsOn: [table],
      inputs: {
        region: network.region,
        routeTableId: output(table, "id"),
        ...target,
        destinationCidrBlock: "0.0.0.0/0",
      },
    },
  ];
}

function outputsOf(network: Network, children: readonly ChildSpec[], inputs: Properties): Properties {
  const ofType = (type: string): Sibling[] =>
    children.filter((child) => child.type === type).map((child) => new Sibling(child.key));
  const inSubnets = <T>(type: Subnet["type"], make: (name: string) => T): T[] =>
    network.subnets.filter((subnet) => subnet.type === type).map((subnet) => make(subnet.name));
  const id = (name: string): ReturnType<typeof output> => output(name, "id");
  const whole = (name: string): Sibling => new Sibling(name);
  return {
    vpc: new Sibling("vpc"),
    vpcId: output("vpc", "id"),
    internetGateway: new Sibling("internetGateway"),
    subnets: network.subnets.map((subnet) => new Sibling(subnet.name)),
    publicSubnets: inSubnets("Public", whole),
    privateSubnets: inSubnets("Private", whole),
    isolatedSubnets: inSubnets("Isolated", whole),
    publicSubnetIds: inSubnets("Public", id),
    privateSubnetIds: inSubnets("Private", id),
    isolatedSubnetIds: inSubnets("Isolated", id),
    routeTables: ofType("aws:ec2/routeTable:RouteTable"),
    routeTableAssociations: ofType("aws:ec2/routeTableAssociation:RouteTableAssociation"),
    routes: ofType("aws:ec2/route:Route"),
    natGateways: ofType("aws:ec2/natGateway:NatGateway"),
    eips: ofType("aws:ec2/eip:Eip"),
    vpcEndpoints: ofType("aws:ec2/vpcEndpoint:VpcEndpoint"),
    subnetLayout: plain(inputs["subnetSpecs"]),
  };
}
