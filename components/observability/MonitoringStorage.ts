import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

export interface MonitoringStorageArgs {
  readonly namespace: string;
  /** Sizes of the volumes to make, by the name of their pods. */
  readonly sizesGiB: Readonly<Record<string, number>>;
  /** KMS key of the volumes. @default the account's own key for EBS */
  readonly keyArn?: pulumi.Input<string> | undefined;
  readonly protect: boolean;
}

const className = "monitoring-gp3";

/** Encrypted EBS volumes that outlive their pods: a storage class and a claim for each. Needs the EBS CSI driver. */
export class MonitoringStorage extends pulumi.ComponentResource {
  constructor(name: string, args: MonitoringStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:observability:MonitoringStorage", name, args, opts);
    const storageClass = new k8s.storage.v1.StorageClass(
      `${name}-class`,
      {
        metadata: { name: className },
        provisioner: "ebs.csi.aws.com",
        parameters: {
          type: "gp3",
          encrypted: "true",
          ...(args.keyArn !== undefined && { kmsKeyId: args.keyArn }),
        },
        reclaimPolicy: "Delete",
        // The volume is made in the zone where its pod comes to run.
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
      },
      { parent: this },
    );
    for (const [pods, sizeGiB] of Object.entries(args.sizesGiB))
      new k8s.core.v1.PersistentVolumeClaim(
        `${name}-${pods}`,
        {
          metadata: {
            name: pods,
            namespace: args.namespace,
            // It is bound only once a pod uses it, and the pod comes after it.
            annotations: { "pulumi.com/skipAwait": "true" },
          },
          spec: {
            accessModes: ["ReadWriteOncePod"],
            storageClassName: className,
            resources: { requests: { storage: `${String(sizeGiB)}Gi` } },
          },
        },
        { parent: this, dependsOn: [storageClass], protect: args.protect, retainOnDelete: args.protect },
      );
    this.registerOutputs({});
  }
}
