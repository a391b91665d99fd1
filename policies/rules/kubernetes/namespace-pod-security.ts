import { fault, notApplicable, resourceRule } from "../../rule";
import { formsOf, objectsIn } from "../../subjects/kubernetes-object";

const LABEL = ["metadata", "labels", "pod-security.kubernetes.io/enforce"] as const;

export const namespacePodSecurity = resourceRule({
  id: "namespace-pod-security",
  description: "Every namespace refuses pods that are not hardened.",
  remediation: "Label it pod-security.kubernetes.io/enforce: restricted.",
  severity: "high",
  level: "mandatory",
  references: { PSS: ["restricted"] },
  types: formsOf("kubernetes:core/v1:Namespace"),
  settings: { levels: { type: "array", items: { type: "string" }, default: ["restricted"] } },
  check: (resource, settings) => {
    const namespaces = objectsIn(resource).filter(
      ({ isPatch, reading }) => !isPatch || reading.has(...LABEL),
    );
    if (namespaces.length === 0) return notApplicable("it says nothing that the rule could be about");
    return namespaces.map(({ label, reading }) =>
      fault(
        `${label}it admits pods that are not hardened`,
        () => !reading.isOneOf(settings.strings("levels"), ...LABEL),
      ),
    );
  },
});
