import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface VpcEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Range of the VPC: what may use the interface endpoints. */
  readonly cidrBlock: string;
  readonly region: pulumi.Input<string>;
  /** Route tables that get the gateway endpoints' routes. */
  readonly routeTableIds: pulumi.Input<pulumi.Input<string>[]>;
  /** One subnet a zone, for the interface endpoints. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Services such as `sqs` or `ecr.api`; each costs by the zone and hour. */
  readonly interfaceEndpoints: readonly string[];
}

/** Ways to AWS's services that do not cross the internet. Those to S3 and DynamoDB are free and always there. */
export class VpcEndpoints extends pulumi.ComponentResource {
  /** Public addresses of DynamoDB that the gateway endpoint leads to. */
  readonly dynamodbCidrBlocks: pulumi.Output<string[]>;

  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:network:VpcEndpoints", name, args, opts);

    const serviceName = (service: string): pulumi.Output<string> =>
      pulumi.interpolate`com.amazonaws.${args.region}.${service}`;
    const gateway = (service: string): aws.ec2.VpcEndpoint =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: args.vpcId,
          serviceName: serviceName(service),
          vpcEndpointType: "Gateway",
          routeTableIds: args.routeTableIds,
        },
        { parent: this },
      );
    gateway("s3");
    this.dynamodbCidrBlocks = gateway("dynamodb").cidrBlocks;
    if (args.interfaceEndpoints.length > 0) {
      const securityGroup = this.securityGroup(name, args);
      for (const service of args.interfaceEndpoints) {
        new aws.ec2.VpcEndpoint(
          `${name}-${service}`,
          {
            vpcId: args.vpcId,
            serviceName: serviceName(service),
            vpcEndpointType: "Interface",
            privateDnsEnabled: true,
            subnetIds: args.subnetIds,
            securityGroupIds: [securityGroup.id],
          },
          { parent: this },
        );
      }
    }

    this.registerOutputs({ dynamodbCidrBlocks: this.dynamodbCidrBlocks });
  }

  private securityGroup(name: string, args: VpcEndpointsArgs): aws.ec2.SecurityGroup {
    const group = new aws.ec2.SecurityGroup(
      `${name}-security-group`,
      { vpcId: args.vpcId, description: "AWS services by interface endpoint: HTTPS from inside the VPC" },
      { parent: this },
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      {
        securityGroupId: group.id,
        cidrIpv4: args.cidrBlock,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "HTTPS from the VPC",
      },
      { parent: this },
    );
    return group;
  }
}
