import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { PodIdentityRole } from "../pods/PodIdentityRole";

export interface AddonsArgs {
  readonly cluster: eks.Cluster;
  readonly clusterName: string;
  readonly clusterArn: pulumi.Input<string>;
  readonly accountId: string;
  /** Whether pods keep data on EBS volumes. @default false: the driver is not installed */
  readonly ebs?: boolean;
}

/** Add-ons that need no settings of ours. EKS keeps each at a version that fits the cluster's. */
const plainAddons = ["coredns", "metrics-server", "kube-state-metrics", "prometheus-node-exporter"];

/**
 * What EKS itself installs and upgrades in the cluster: DNS, Pod Identity, metrics-server, the exporters that Prometheus
 * reads, the Secrets Store CSI driver with AWS's provider, and the EBS driver where volumes are used.
 */
export class Addons extends pulumi.ComponentResource {
  /** Pods with an IAM role depend on this one. */
  readonly podIdentityAgent: eks.Addon;
  /** Pods that mount secrets depend on this one. */
  readonly secretsStore: eks.Addon;
  /** Volumes on EBS depend on this one. */
  readonly ebsDriver: eks.Addon | undefined;

  constructor(name: string, args: AddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:compute:Addons", name, args, opts);

    const addon = (addonName: string, configurationValues?: Record<string, unknown>): eks.Addon =>
      new eks.Addon(
        `${name}-${addonName}`,
        {
          cluster: args.cluster,
          addonName,
          resolveConflictsOnCreate: "OVERWRITE",
          resolveConflictsOnUpdate: "OVERWRITE",
          ...(configurationValues && { configurationValues }),
        },
        { parent: this },
      );
    for (const addonName of plainAddons) addon(addonName);
    this.podIdentityAgent = addon("eks-pod-identity-agent");
    this.secretsStore = addon("aws-secrets-store-csi-driver-provider");
    this.ebsDriver = args.ebs ? this.withEbsRole(name, args, addon("aws-ebs-csi-driver")) : undefined;

    this.registerOutputs({
      podIdentityAgent: this.podIdentityAgent,
      secretsStore: this.secretsStore,
      ebsDriver: this.ebsDriver,
    });
  }

  private withEbsRole(name: string, args: AddonsArgs, driver: eks.Addon): eks.Addon {
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
    return driver;
  }
}
