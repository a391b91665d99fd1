import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { eksSecretsEncrypted } from "./eks-secrets-encrypted";

describeRule(eksSecretsEncrypted, {
  compliant: {
    type: "aws:eks/cluster:Cluster",
    name: "cluster",
    properties: { encryptionConfig: { provider: { keyArn: "arn" }, resources: ["secrets"] } },
  },
  fails: {
    "no encryption": { encryptionConfig: ABSENT },
    "nothing encrypted": { "encryptionConfig.resources": [] },
  },
});
