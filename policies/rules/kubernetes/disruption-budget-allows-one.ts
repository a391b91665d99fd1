import { fault, resourceRule } from "../../rule";

export const disruptionBudgetAllowsOne = resourceRule({
  id: "disruption-budget-allows-one",
  description: "A disruption budget lets at least one pod go, or nodes can never be replaced.",
  remediation: "Set maxUnavailable to 1 or more instead of minAvailable.",
  severity: "medium",
  level: "mandatory",
  references: {},
  types: ["kubernetes:policy/v1:PodDisruptionBudget"],
  check: (budget) => [
    fault("it lets no pod go", () => {
      const most = budget.read(["spec", "maxUnavailable"]);
      const least = budget.read(["spec", "minAvailable"]);
      return most === 0 || most === "0" || most === "0%" || least === "100%";
    }),
  ],
});
