import type { ChildSpec } from "../component";
import { opened, plain, textOf } from "../wire";
import { output, sharedTags, type Network } from "./network";

export interface EndpointSpec {
  readonly serviceName: string;
  readonly vpcEndpointType?: unknown;
  readonly privateDnsEnabled?: unknown;
  readonly subnetIds?: readonly unknown[];
  readonly subnetConfigurations?: readonly unknown[];
  readonly securityGroupIds?: readonly unknown[];
  readonly routeTableIds?: readonly unknown[];
  readonly region?: unknown;
  readonly tags?: unknown;
}

/** AWS takes an endpoint without a stated type for a gateway. */
function typeOf(spec: EndpointSpec): string {
  return (textOf(spec.vpcEndpointType) ?? "Gateway").toLowerCase();
}

/** Private DNS of interface endpoints works only in a VPC with both DNS attributes on. */
export function endpointsNeedDns(specs: readonly EndpointSpec[]): boolean {
  return specs.some((spec) => typeOf(spec) === "interface" && plain(spec.privateDnsEnabled) !== false);
}

/**
 * An endpoint of the VPC; under the strategy "Auto" with what its spec leaves out: gateways in every route table,
 * interfaces in one subnet a zone, behind a security group that lets the VPC in on 443.
 */
export function endpointChildren(network: Network, spec: EndpointSpec, auto: boolean): ChildSpec[] {
  const region = spec.region ?? network.region;
  const isInterface = auto && typeOf(spec) === "interface";
  const isGateway = auto && typeOf(spec) === "gateway";
  const ownGroup = isInterface && spec.securityGroupIds === undefined;
  const chooseSubnets =
    isInterface && spec.subnetIds === undefined && spec.subnetConfigurations === undefined;
  const group = `${spec.serviceName}-sg`;
  const endpoint: ChildSpec = {
    key: spec.serviceName,
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    name: spec.serviceName,
    custom: true,
    parent: "vpc",
    dependsOn: ["vpc"],
    inputs: {
      ...spec,
      region,
      privateDnsEnabled: isInterface ? (spec.privateDnsEnabled ?? true) : spec.privateDnsEnabled,
      routeTableIds:
        isGateway && spec.routeTableIds === undefined
          ? network.subnets.map((subnet) => output(`${subnet.name}/routeTable`, "id"))
          : spec.routeTableIds,
      securityGroupIds: ownGroup ? [output(group, "id")] : spec.securityGroupIds,
      subnetIds: chooseSubnets ? subnetOfEachZone(network).map((name) => output(name, "id")) : spec.subnetIds,
      tags: { ...sharedTags(network), ...opened(spec.tags) },
      vpcId: output("vpc", "id"),
    },
  };
  return ownGroup ? [...securityGroup(network, spec, group, region), endpoint] : [endpoint];
}

function subnetOfEachZone(network: Network): string[] {
  return network.zones.flatMap((zone) => {
    const inZone = network.subnets.filter((subnet) => subnet.zone === zone);
    const chosen = ["Private", "Isolated", "Public"].flatMap((type) =>
      inZone.filter((subnet) => subnet.type === type),
    );
    return chosen.slice(0, 1).map((subnet) => subnet.name);
  });
}

function securityGroup(network: Network, spec: EndpointSpec, group: string, region: unknown): ChildSpec[] {
  return [
    {
      key: group,
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: group,
      custom: true,
      parent: "vpc",
      dependsOn: ["vpc"],
      inputs: {
        region,
        description: "Managed by Pulumi",
        vpcId: output("vpc", "id"),
        tags: { ...sharedTags(network), ...opened(spec.tags) },
      },
    },
    {
      key: `${spec.serviceName}-ingress`,
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      name: `${spec.serviceName}-ingress`,
      custom: true,
      parent: "vpc",
      dependsOn: [group],
      inputs: {
        region,
        type: "ingress",
        securityGroupId: output(group, "id"),
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: [output("vpc", "cidrBlock")],
      },
    },
  ];
}
