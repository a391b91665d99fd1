import { fault, resourceRule } from "../../rule";

export const noKubernetesSecrets = resourceRule({
  id: "no-kubernetes-secrets",
  description: "No secret's value is registered with Pulumi as a Kubernetes Secret.",
  remediation: "Keep it in Secrets Manager and mount it with the Secrets Store CSI driver.",
  severity: "high",
  level: "mandatory",
  references: { "CIS-EKS": ["4.4.2"] },
  types: ["kubernetes:core/v1:Secret", "kubernetes:core/v1:SecretPatch"],
  check: (secret) =>
    ["data", "stringData"].map((key) =>
      fault(`its ${key} is kept in the program's state and in etcd`, () => secret.has(key)),
    ),
});
