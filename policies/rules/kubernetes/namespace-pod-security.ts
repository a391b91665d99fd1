import { fault, resourceRule } from "../../rule";

export const namespacePodSecurity = resourceRule({
  id: "namespace-pod-security",
  description: "Every namespace refuses pods that are not hardened.",
  remediation: "Label it pod-security.kubernetes.io/enforce: restricted.",
  severity: "high",
  level: "mandatory",
  references: { PSS: ["restricted"] },
  types: ["kubernetes:core/v1:Namespace"],
  settings: { levels: { type: "array", items: { type: "string" }, default: ["restricted"] } },
  check: (namespace, settings) => [
    fault(
      "it admits pods that are not hardened",
      () =>
        !namespace.isOneOf(
          settings.strings("levels"),
          "metadata",
          "labels",
          "pod-security.kubernetes.io/enforce",
        ),
    ),
  ],
});
