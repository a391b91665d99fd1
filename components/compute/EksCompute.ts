import * as pulumi from "@pulumi/pulumi";
import { Addons } from "./Addons";
import { Cluster, type ClusterArgs } from "./Cluster";
import { NodeGroups, type NodeGroupSettings } from "./NodeGroups";

export interface EksComputeArgs extends ClusterArgs {
  /** Whether nodes run in the public subnets, with public addresses, or in the private ones. */
  readonly nodeSubnets: "public" | "private";
  readonly nodeGroups: Readonly<Record<string, NodeGroupSettings>>;
  /** Whether pods keep data on EBS volumes. */
  readonly ebs: boolean;
}

/**
 * Where containers run: the EKS cluster, its nodes and what EKS installs on them. What depends on this component finds
 * nodes that can start pods, give them roles and mount secrets. Objects inside the cluster are left to those who hold a
 * Kubernetes provider.
 */
export class EksCompute extends pulumi.ComponentResource {
  readonly clusterName: pulumi.Output<string>;
  readonly clusterArn: pulumi.Output<string>;
  /** The control plane, every managed node and so every pod is in this group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Credentials come from `aws eks get-token` at use; secret all the same. */
  readonly kubeconfig: pulumi.Output<string>;

  constructor(name: string, args: EksComputeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:compute:EksCompute", name, args, opts);

    const { nodeSubnets, nodeGroups, ebs, ...clusterArgs } = args;
    const cluster = new Cluster(`${name}-cluster`, clusterArgs, { parent: this });
    const nodes = new NodeGroups(
      `${name}-nodes`,
      {
        cluster: cluster.cluster,
        subnetIds: nodeSubnets === "public" ? args.publicSubnetIds : args.privateSubnetIds,
        groups: nodeGroups,
      },
      { parent: this },
    );
    new Addons(
      `${name}-addons`,
      {
        cluster: cluster.cluster,
        clusterName: cluster.name,
        clusterArn: cluster.arn,
        accountId: args.accountId,
        ebs,
      },
      { parent: this, dependsOn: [nodes] },
    );
    this.clusterName = cluster.name;
    this.clusterArn = cluster.arn;
    this.securityGroupId = cluster.securityGroupId;
    this.kubeconfig = cluster.kubeconfig;

    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      securityGroupId: this.securityGroupId,
      kubeconfig: this.kubeconfig,
    });
  }
}
