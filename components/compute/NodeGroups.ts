import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";

export interface NodeGroupsArgs {
  readonly cluster: eks.Cluster;
  readonly subnetIds: pulumi.Input<string[]>;
  /** A group's settings by its name. */
  readonly groups: Readonly<Record<string, NodeGroupSettings>>;
}

export interface NodeGroupSettings {
  /** All of one architecture: Graviton such as `m7g.large`, or x86. */
  readonly instanceTypes: readonly string[];
  readonly capacityType: "ON_DEMAND" | "SPOT";
  readonly minSize: number;
  readonly maxSize: number;
  readonly diskGiB: number;
  readonly operatingSystem: "AL2023" | "Bottlerocket";
}

const nodePolicies = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
  "AmazonEC2ContainerRegistryPullOnly",
];

/** Managed node groups with encrypted gp3 disks and IMDSv2 that pods cannot reach, and the role of their nodes. */
export class NodeGroups extends pulumi.ComponentResource {
  /** What has to wait for nodes depends on these. */
  readonly groups: readonly eks.ManagedNodeGroup[];

  constructor(name: string, args: NodeGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:compute:NodeGroups", name, args, opts);

    const { role, attachments } = this.nodeRole(name);
    this.groups = Object.entries(args.groups).map(([group, settings]) => {
      const groupName = `${name}-${group}`;
      const launchTemplate = this.launchTemplate(groupName, settings);
      return new eks.ManagedNodeGroup(
        groupName,
        {
          cluster: args.cluster,
          nodeRole: role,
          subnetIds: args.subnetIds,
          instanceTypes: [...settings.instanceTypes],
          capacityType: settings.capacityType,
          operatingSystem: settings.operatingSystem,
          scalingConfig: {
            minSize: settings.minSize,
            desiredSize: settings.minSize,
            maxSize: settings.maxSize,
          },
          // The autoscaler owns the desired size; without this each `up` would set it back.
          ignoreScalingChanges: true,
          launchTemplate: { id: launchTemplate.id, version: launchTemplate.latestVersion.apply(String) },
          labels: { "commerce/node-group": group },
        },
        { parent: this, dependsOn: attachments },
      );
    });

    this.registerOutputs({ groups: this.groups });
  }

  private nodeRole(name: string): { role: aws.iam.Role; attachments: aws.iam.RolePolicyAttachment[] } {
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        description: "EKS worker nodes",
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        },
      },
      { parent: this },
    );
    const attachments = nodePolicies.map(
      (policy) =>
        new aws.iam.RolePolicyAttachment(
          `${name}-${policy}`,
          { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
          { parent: this },
        ),
    );
    return { role, attachments };
  }

  private launchTemplate(name: string, settings: NodeGroupSettings): aws.ec2.LaunchTemplate {
    return new aws.ec2.LaunchTemplate(
      `${name}-template`,
      {
        description: "Encrypted gp3 disk, IMDSv2 for the node alone",
        blockDeviceMappings: [
          {
            // Bottlerocket keeps its system on xvda and everything that grows on xvdb.
            deviceName: settings.operatingSystem === "Bottlerocket" ? "/dev/xvdb" : "/dev/xvda",
            ebs: {
              volumeType: "gp3",
              volumeSize: settings.diskGiB,
              encrypted: "true",
              deleteOnTermination: "true",
            },
          },
        ],
        // One hop ends at the node: a pod cannot fetch the node's credentials.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        monitoring: { enabled: true },
        tagSpecifications: ["instance", "volume"].map((resourceType) => ({
          resourceType,
          tags: { Name: name },
        })),
      },
      { parent: this },
    );
  }
}
