import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";

export interface ClusterArgs {
  /**
   * Physical name of the cluster. It is chosen, not generated, because EKS writes its logs into a group named after the
   * cluster, and that group needs a retention and a key before the first line is written.
   */
  readonly clusterName: string;
  readonly region: string;
  readonly accountId: string;
  /** Kubernetes version, `1.36`; raise it by one minor at a time. */
  readonly version: string;
  readonly vpcId: pulumi.Input<string>;
  readonly publicSubnetIds: pulumi.Input<string[]>;
  readonly privateSubnetIds: pulumi.Input<string[]>;
  /** Range of Kubernetes Service addresses. Changing it replaces the cluster. */
  readonly serviceCidrBlock: string;
  /** Ranges that may reach the API server from outside the VPC; empty closes the public endpoint. */
  readonly publicCidrBlocks: readonly string[];
  /** ARNs of IAM roles that administer the cluster, by a name of your choice. */
  readonly administrators: Readonly<Record<string, string>>;
  /** Encrypts Kubernetes secrets. Changing it replaces the cluster. */
  readonly secretsKeyArn: pulumi.Input<string>;
  readonly logKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: pulumi.Input<number>;
  /** AWS refuses to delete the cluster. */
  readonly protect: boolean;
}

/**
 * The EKS control plane: private endpoint, encrypted secrets, all control-plane logs, access by IAM roles, the network
 * plug-in that enforces network policies. Nodes and add-ons are left to their own components.
 */
export class Cluster extends pulumi.ComponentResource {
  readonly cluster: eks.Cluster;
  /** Known at preview, and depends on the cluster. */
  readonly name: pulumi.Output<string>;
  /** As {@link name}: put together from what is known, so that a preview shows policies that name it. */
  readonly arn: pulumi.Output<string>;
  /** EKS's own group: the control plane, every managed node and so every pod is in it. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:compute:Cluster", name, args, opts);

    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      {
        name: `/aws/eks/${args.clusterName}/cluster`,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.logKeyArn,
      },
      { parent: this },
    );
    this.cluster = new eks.Cluster(
      name,
      {
        name: args.clusterName,
        version: args.version,
        vpcId: args.vpcId,
        publicSubnetIds: args.publicSubnetIds,
        privateSubnetIds: args.privateSubnetIds,
        kubernetesServiceIpAddressRange: args.serviceCidrBlock,
        endpointPrivateAccess: true,
        endpointPublicAccess: args.publicCidrBlocks.length > 0,
        ...(args.publicCidrBlocks.length > 0 && { publicAccessCidrs: [...args.publicCidrBlocks] }),
        encryptionConfigKeyArn: args.secretsKeyArn,
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        authenticationMode: "API",
        accessEntries: administratorEntries(args.administrators),
        createOidcProvider: false,
        deletionProtection: args.protect,
        skipDefaultNodeGroup: true,
        // Its groups are open to the whole internet on the way out; EKS's own group is enough for managed nodes.
        skipDefaultSecurityGroups: true,
        vpcCniOptions: { enableNetworkPolicy: true },
      },
      { parent: this, dependsOn: [logGroup] },
    );
    this.name = this.cluster.eksCluster.apply((cluster) => cluster.name);
    this.arn = pulumi.interpolate`arn:aws:eks:${args.region}:${args.accountId}:cluster/${this.name}`;
    this.securityGroupId = this.cluster.eksCluster.apply((cluster) =>
      cluster.vpcConfig.apply((config) => config.clusterSecurityGroupId),
    );
    this.kubeconfig = pulumi.secret(this.cluster.kubeconfigJson);

    this.registerOutputs({
      name: this.name,
      arn: this.arn,
      securityGroupId: this.securityGroupId,
      kubeconfig: this.kubeconfig,
    });
  }
}

function administratorEntries(
  administrators: Readonly<Record<string, string>>,
): Record<string, eks.types.input.AccessEntryArgs> {
  return Object.fromEntries(
    Object.entries(administrators).map(([name, principalArn]) => [
      name,
      {
        principalArn,
        accessPolicies: {
          administrator: {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            accessScope: { type: "cluster" },
          },
        },
      },
    ]),
  );
}
