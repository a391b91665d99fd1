import { fault, resourceRule } from "../../rule";
import { isSecretName, isSecretText } from "../../subjects/secret-text";

export const noSecretsInConfigMaps = resourceRule({
  id: "no-secrets-in-config-maps",
  description: "No ConfigMap holds a secret, which everyone who may list the namespace's objects would see.",
  remediation: "Keep it in Secrets Manager and mount it with the Secrets Store CSI driver.",
  severity: "high",
  level: "mandatory",
  references: { "CIS-EKS": ["4.4.2"] },
  types: ["kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:ConfigMapPatch"],
  check: (configMap) =>
    configMap
      .keys("data")
      .flatMap((key) => [
        fault(`data.${key} is named like a secret`, () => isSecretName(key)),
        fault(`data.${key} looks like a secret`, () => isSecretText(configMap.string("data", key) ?? "")),
      ]),
});
