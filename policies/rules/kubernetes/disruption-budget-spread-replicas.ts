import { anyOf } from "../../reading";
import { fault, stackRule, type Stack, type StackResource } from "../../rule";

export const disruptionBudgetSpreadReplicas = stackRule({
  id: "disruption-budget-spread-replicas",
  description: "A Deployment has two replicas or more, spread, of which a budget keeps some up.",
  remediation:
    "Set replicas (or an autoscaler's minReplicas) to 2 or more, topologySpreadConstraints, and add a PodDisruptionBudget.",
  severity: "low",
  level: "advisory",
  productionOnly: true,
  references: {},
  types: ["kubernetes:apps/v1:Deployment"],
  check: (deployment, stack) => [
    fault("it has fewer than two replicas", () => replicasOf(deployment, stack) < 2),
    fault(
      "its pods may all be in one place",
      () => deployment.list("spec", "template", "spec", "topologySpreadConstraints").length === 0,
    ),
    fault(
      "no budget keeps some of its pods up",
      () =>
        !anyOf(stack.ofTypes(["kubernetes:policy/v1:PodDisruptionBudget"]), (budget) =>
          isFor(budget, deployment),
        ),
    ),
  ],
});

function replicasOf(deployment: StackResource, stack: Stack): number {
  const scalers = stack
    .ofTypes(["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"])
    .filter(
      (scaler) =>
        scaler.string("metadata", "namespace") === deployment.string("metadata", "namespace") &&
        scaler.string("spec", "scaleTargetRef", "name") === deployment.string("metadata", "name"),
    );
  const minimum = scalers.map((scaler) => scaler.number("spec", "minReplicas") ?? 1);
  return minimum[0] ?? deployment.number("spec", "replicas") ?? 1;
}

function isFor(budget: StackResource, deployment: StackResource): boolean {
  const labels = budget.keys("spec", "selector", "matchLabels");
  return (
    labels.length > 0 &&
    budget.string("metadata", "namespace") === deployment.string("metadata", "namespace") &&
    labels.every(
      (label) =>
        budget.string("spec", "selector", "matchLabels", label) ===
        deployment.string("spec", "template", "metadata", "labels", label),
    )
  );
}
