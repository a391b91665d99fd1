import { anyOf } from "../../reading";
import { fault, stackRule, type StackResource } from "../../rule";
import { isIn } from "../../subjects/namespace";

export const namespaceNetworkPolicy = stackRule({
  id: "namespace-network-policy",
  description: "In every namespace, traffic that no policy allows is refused, in and out.",
  remediation:
    "Add a NetworkPolicy with an empty podSelector and the policyTypes Ingress and Egress, without rules.",
  severity: "medium",
  level: "mandatory",
  references: { "CIS-EKS": ["4.3.2"] },
  types: ["kubernetes:core/v1:Namespace"],
  check: (namespace, stack) => {
    const policies = stack
      .ofTypes(["kubernetes:networking.k8s.io/v1:NetworkPolicy"])
      .filter((policy) => isIn(policy, namespace));
    return ["Ingress", "Egress"].map((direction) =>
      fault(
        `nothing refuses its ${direction.toLowerCase()} by default`,
        () => !anyOf(policies, (policy) => refusesAll(policy, direction)),
      ),
    );
  },
});

function refusesAll(policy: StackResource, direction: string): boolean {
  return (
    policy.keys("spec", "podSelector").length === 0 &&
    policy.strings("spec", "policyTypes").includes(direction) &&
    policy.list("spec", direction.toLowerCase()).length === 0
  );
}
