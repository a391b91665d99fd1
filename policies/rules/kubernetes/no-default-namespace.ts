import { fault, resourceRule } from "../../rule";
import { isNamespaced } from "../../subjects/kubernetes-object";

export const noDefaultNamespace = resourceRule({
  id: "no-default-namespace",
  description: "Every object names a namespace, and not the default one.",
  remediation: "Set metadata.namespace to the service's namespace.",
  severity: "low",
  level: "mandatory",
  references: { "CIS-EKS": ["4.5.2"] },
  types: isNamespaced,
  check: (object) => [
    fault(
      "it is in the default namespace",
      () => (object.string("metadata", "namespace") ?? "default") === "default",
    ),
  ],
});
