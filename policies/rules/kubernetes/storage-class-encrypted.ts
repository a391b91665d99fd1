import { fault, notApplicable, resourceRule } from "../../rule";
import { formsOf, objectsIn } from "../../subjects/kubernetes-object";

const EBS = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"];

export const storageClassEncrypted = resourceRule({
  id: "storage-class-encrypted",
  description: "Volumes that pods claim are encrypted.",
  remediation: 'Set parameters.encrypted to "true" on the storage class.',
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["EC2.3"] },
  types: formsOf("kubernetes:storage.k8s.io/v1:StorageClass"),
  check: (resource) => {
    const classes = objectsIn(resource).filter(({ reading }) => reading.isOneOf(EBS, "provisioner"));
    if (classes.length === 0) return notApplicable("its volumes are not of EBS");
    return classes.map(({ label, reading }) =>
      fault(
        `${label}its volumes are not encrypted`,
        () => reading.string("parameters", "encrypted") !== "true",
      ),
    );
  },
});
