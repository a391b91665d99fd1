import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { PodIdentityRole } from "../pods/PodIdentityRole";

export interface AddonsArgs {
  readonly cluster: eks.Cluster;
  readonly clusterName: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  readonly accountId: string;
  /** Whether pods keep data on EBS volumes. @default false: the driver is not installed */
  readonly ebs?: boolean;
}

/** Without a version, EKS installs the default one for the cluster's version. */
const addons = [
  "coredns",
  "eks-pod-identity-agent",
  "metrics-server",
  "kube-state-metrics",
  "prometheus-node-exporter",
  "aws-secrets-store-csi-driver-provider",
];

/**
 * What EKS itself installs and upgrades in the cluster: DNS, Pod Identity, metrics-server, the exporters that Prometheus
 * reads, the Secrets Store CSI driver with AWS's provider, and the EBS driver where volumes are used.
 */
export class Addons extends pulumi.ComponentResource {
  constructor(name: string, args: AddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:compute:Addons", name, args, opts);

    if (args.ebs) this.ebsDriverRole(name, args);
    for (const addonName of args.ebs ? [...addons, "aws-ebs-csi-driver"] : addons) {
      new eks.Addon(
        `${name}-${addonName}`,
        {
          cluster: args.cluster,
          addonName,
          resolveConflictsOnCreate: "OVERWRITE",
          resolveConflictsOnUpdate: "OVERWRITE",
        },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }

  private ebsDriverRole(name: string, args: AddonsArgs): void {
    const role = new PodIdentityRole(
      `${name}-ebs`,
      {
        cluster: { name: args.clusterName, arn: args.clusterArn },
        accountId: args.accountId,
        namespace: "kube-system",
        serviceAccount: "ebs-csi-controller-sa",
        statements: [],
      },
      { parent: this },
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-ebs-driver`,
      {
        role: role.roleName,
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
      },
      { parent: this },
    );
  }
}
