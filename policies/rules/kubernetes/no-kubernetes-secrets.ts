import { fault, resourceRule } from "../../rule";
import { formsOf, objectsIn } from "../../subjects/kubernetes-object";

export const noKubernetesSecrets = resourceRule({
  id: "no-kubernetes-secrets",
  description: "No secret's value is registered with Pulumi as a Kubernetes Secret.",
  remediation: "Keep it in Secrets Manager and mount it with the Secrets Store CSI driver.",
  severity: "high",
  level: "mandatory",
  references: { "CIS-EKS": ["4.4.2"] },
  types: formsOf("kubernetes:core/v1:Secret"),
  check: (resource) =>
    objectsIn(resource).flatMap(({ label, reading }) =>
      ["data", "stringData"].map((key) =>
        fault(`${label}its ${key} is kept in the program's state and in etcd`, () => reading.has(key)),
      ),
    ),
});
