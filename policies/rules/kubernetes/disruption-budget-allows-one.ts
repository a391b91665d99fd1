import { fault, resourceRule } from "../../rule";
import { formsOf, objectsIn } from "../../subjects/kubernetes-object";

export const disruptionBudgetAllowsOne = resourceRule({
  id: "disruption-budget-allows-one",
  description: "A disruption budget lets at least one pod go, or nodes can never be replaced.",
  remediation: "Set maxUnavailable to 1 or more instead of minAvailable.",
  severity: "medium",
  level: "mandatory",
  references: {},
  types: formsOf("kubernetes:policy/v1:PodDisruptionBudget"),
  check: (resource) =>
    objectsIn(resource).map(({ label, reading }) =>
      fault(`${label}it lets no pod go`, () => {
        const most = reading.read(["spec", "maxUnavailable"]);
        const least = reading.read(["spec", "minAvailable"]);
        return most === 0 || most === "0" || most === "0%" || least === "100%";
      }),
    ),
});
