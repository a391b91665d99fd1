import { fault, resourceRule } from "../../rule";

export const eksSecretsEncrypted = resourceRule({
  id: "eks-secrets-encrypted",
  description: "The cluster encrypts Kubernetes secrets with a key of one's own.",
  remediation: 'Set encryptionConfig with a KMS key and resources: ["secrets"].',
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["EKS.3"], "CIS-EKS": ["5.3.1"] },
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) => [
    // The one thing this setting can encrypt is secrets, so that they are is known even while the key is not.
    fault("it does not encrypt Kubernetes secrets", () => !cluster.has("encryptionConfig")),
  ],
});
