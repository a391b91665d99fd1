import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { FlowLogs } from "./FlowLogs";
import { VpcEndpoints } from "./VpcEndpoints";

export interface NetworkArgs {
  /** IPv4 range of the VPC, /16 to /20. Changing it replaces everything. */
  readonly cidrBlock: string;
  /** Names of the availability zones, such as `us-east-1a`; each gets one public and one private subnet. */
  readonly zones: readonly string[];
  /** How private subnets reach the internet: not at all, by one gateway, one a zone, or AWS's regional one. */
  readonly nat: "none" | "single" | "perZone" | "regional";
  /** AWS services reached through interface endpoints, such as `sqs`. @default [] */
  readonly interfaceEndpoints?: readonly string[];
  readonly region: pulumi.Input<string>;
  readonly flowLogRetentionDays: pulumi.Input<number>;
  /** Key of the flow logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /** Whether machines in public subnets get a public address; only for nodes that run there. @default false */
  readonly publicAddresses?: boolean;
}

/**
 * The VPC: public and private subnets in each zone, NAT, gateway endpoints for S3 and DynamoDB, interface endpoints, flow
 * logs, and a default security group that admits nothing. Security groups of what runs in it are left to their owners.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Ranges of the private subnets: databases, interface endpoints and the API server have their addresses here. */
  readonly privateCidrBlocks: pulumi.Output<string[]>;
  /** Public addresses of DynamoDB that the gateway endpoint leads to. */
  readonly dynamodbCidrBlocks: pulumi.Output<string[]>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:network:Network", name, args, opts);

    // awsx has "private" subnets only with NAT gateways of its own; without them the same subnets are "isolated".
    const { strategy, privateType } = awsxNat[args.nat];
    const prefix = Number(args.cidrBlock.split("/")[1]);
    const vpc = new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: args.cidrBlock,
        availabilityZoneNames: [...args.zones],
        enableDnsHostnames: true,
        // A quarter of the range for each zone, however many there are: a further zone moves no subnet.
        availabilityZoneCidrMask: prefix + 2,
        natGateways: { strategy },
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Public", cidrMask: 24, tags: { "kubernetes.io/role/elb": "1" } },
          {
            type: privateType,
            cidrMask: prefix + 4,
            tags: { "kubernetes.io/role/internal-elb": "1" },
          },
        ],
      },
      { parent: this, transforms: [withPublicAddresses(args.publicAddresses ?? false)] },
    );
    this.vpcId = vpc.vpcId;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = privateType === "Private" ? vpc.privateSubnetIds : vpc.isolatedSubnetIds;

    const privateSubnets = privateType === "Private" ? vpc.privateSubnets : vpc.isolatedSubnets;
    this.privateCidrBlocks = privateSubnets.apply((subnets) =>
      pulumi.all(subnets.map((subnet) => subnet.cidrBlock)),
    );

    if (args.nat === "regional") this.regionalNat(name, args, vpc);
    new aws.ec2.DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: this.vpcId, tags: { Name: `${name}-default-closed` } },
      { parent: this },
    );
    const endpoints = new VpcEndpoints(
      `${name}-endpoints`,
      {
        vpcId: this.vpcId,
        cidrBlock: args.cidrBlock,
        region: args.region,
        routeTableIds: vpc.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id))),
        subnetIds: this.privateSubnetIds,
        interfaceEndpoints: args.interfaceEndpoints ?? [],
      },
      { parent: this },
    );
    this.dynamodbCidrBlocks = endpoints.dynamodbCidrBlocks;
    new FlowLogs(
      `${name}-flow-logs`,
      { vpcId: this.vpcId, retentionDays: args.flowLogRetentionDays, keyArn: args.logKeyArn },
      { parent: this },
    );

    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      privateCidrBlocks: this.privateCidrBlocks,
      dynamodbCidrBlocks: this.dynamodbCidrBlocks,
    });
  }

  /** AWS spreads a regional gateway over the zones by itself; one route a private subnet leads to it. */
  private regionalNat(name: string, args: NetworkArgs, vpc: awsx.ec2.Vpc): void {
    const gateway = new aws.ec2.NatGateway(
      `${name}-regional`,
      {
        vpcId: this.vpcId,
        availabilityMode: "regional",
        connectivityType: "public",
        tags: { Name: `${name}-regional` },
      },
      { parent: this },
    );
    const privateTables = vpc.routeTables.apply((tables) =>
      pulumi
        .all(tables.map((table) => pulumi.all([table.id, table.tags])))
        .apply((all) => all.filter(([, tags]) => tags?.["SubnetType"] === "Isolated").map(([id]) => id)),
    );
    args.zones.forEach((zone, index) => {
      new aws.ec2.Route(
        `${name}-regional-${zone}`,
        {
          routeTableId: privateTables.apply((ids) => ids[index] ?? missingTable(zone)),
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: gateway.id,
        },
        { parent: this },
      );
    });
  }
}

const awsxNat = {
  none: { strategy: "None", privateType: "Isolated" },
  single: { strategy: "Single", privateType: "Private" },
  perZone: { strategy: "OnePerAz", privateType: "Private" },
  regional: { strategy: "None", privateType: "Isolated" },
} as const;

function missingTable(zone: string): never {
  throw new Error(
    `The VPC has no private route table for zone ${zone}; its routes to the NAT gateway cannot be made.`,
  );
}

/** awsx gives machines in public subnets a public address and has no argument for it. */
function withPublicAddresses(mapPublicIpOnLaunch: boolean): pulumi.ResourceTransform {
  return ({ type, props, opts }) =>
    type === "aws:ec2/subnet:Subnet" && props["mapPublicIpOnLaunch"] === true
      ? { props: { ...props, mapPublicIpOnLaunch }, opts }
      : undefined;
}
