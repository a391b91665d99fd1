import { fault, resourceRule } from "../../rule";
import { formsOf, objectsIn } from "../../subjects/kubernetes-object";
import { isSecretName, isSecretText } from "../../subjects/secret-text";

export const noSecretsInConfigMaps = resourceRule({
  id: "no-secrets-in-config-maps",
  description: "No ConfigMap holds a secret, which everyone who may list the namespace's objects would see.",
  remediation: "Keep it in Secrets Manager and mount it with the Secrets Store CSI driver.",
  severity: "high",
  level: "mandatory",
  references: { "CIS-EKS": ["4.4.2"] },
  types: formsOf("kubernetes:core/v1:ConfigMap"),
  check: (resource) =>
    objectsIn(resource).flatMap(({ label, reading }) =>
      reading
        .keys("data")
        .flatMap((key) => [
          fault(`${label}data.${key} is named like a secret`, () => isSecretName(key)),
          fault(`${label}data.${key} looks like a secret`, () =>
            isSecretText(reading.string("data", key) ?? ""),
          ),
        ]),
    ),
});
