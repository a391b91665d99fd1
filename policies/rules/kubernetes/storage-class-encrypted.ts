import { fault, notApplicable, resourceRule } from "../../rule";

export const storageClassEncrypted = resourceRule({
  id: "storage-class-encrypted",
  description: "Volumes that pods claim are encrypted.",
  remediation: 'Set parameters.encrypted to "true" on the storage class.',
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["EC2.3"] },
  types: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  check: (storageClass) =>
    storageClass.isOneOf(
      ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"],
      "provisioner",
    )
      ? [
          fault(
            "its volumes are not encrypted",
            () => storageClass.string("parameters", "encrypted") !== "true",
          ),
        ]
      : notApplicable("its volumes are not of EBS"),
});
