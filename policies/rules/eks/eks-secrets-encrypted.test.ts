import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { eksSecretsEncrypted } from "./eks-secrets-encrypted";

describeRule(eksSecretsEncrypted, {
  compliant: {
    type: "aws:eks/cluster:Cluster",
    name: "cluster",
    properties: { encryptionConfig: { provider: { keyArn: "arn" }, resources: ["secrets"] } },
  },
  fails: { "no encryption": { encryptionConfig: ABSENT } },
  passes: { "a key that is not known yet": { encryptionConfig: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } },
});
