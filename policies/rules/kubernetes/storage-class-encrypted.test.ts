import { asList } from "../../testing/as-list";
import { ABSENT } from "../../testing/paths";
import { describeRule, type Spec, where } from "../../testing/spec";
import { storageClassEncrypted } from "./storage-class-encrypted";

const spec: Spec = {
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
  notApplicable: {
    "a patch, which cannot change it": where({
      changes: { provisioner: ABSENT, parameters: ABSENT },
      resource: { type: "kubernetes:storage.k8s.io/v1:StorageClassPatch" },
    }),
    "a file system": { provisioner: "efs.csi.aws.com", parameters: ABSENT },
  },
};

describeRule(storageClassEncrypted, spec);
describeRule(storageClassEncrypted, asList(spec));
