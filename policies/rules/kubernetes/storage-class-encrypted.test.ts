import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { storageClassEncrypted } from "./storage-class-encrypted";

describeRule(storageClassEncrypted, {
  compliant: {
    type: "kubernetes:storage.k8s.io/v1:StorageClass",
    name: "gp3",
    properties: { provisioner: "ebs.csi.aws.com", parameters: { type: "gp3", encrypted: "true" } },
  },
  fails: {
    "volumes in clear": { "parameters.encrypted": "false" },
    "nothing said": { parameters: ABSENT },
    "volumes in clear of Auto Mode": { provisioner: "ebs.csi.eks.amazonaws.com", parameters: ABSENT },
    "volumes in clear of the older driver": { provisioner: "kubernetes.io/aws-ebs", parameters: ABSENT },
  },
  notApplicable: { "a file system": { provisioner: "efs.csi.aws.com", parameters: ABSENT } },
});
