import { isUnknownValueError } from "../../reading";
import { fault, stackRule, type Stack } from "../../rule";
import { CHARGED_BY_THE_HOUR, fixedMonthlyCost } from "../../subjects/fixed-cost";

export const monthlyBudget = stackRule({
  id: "monthly-budget",
  description: "What a stack is charged for by the hour, used or not, fits into its monthly budget.",
  remediation:
    "Choose smaller sizes or fewer of them, or raise the stack's budget in policies/packs/settings.ts.",
  severity: "low",
  level: "advisory",
  references: {},
  types: ["pulumi:pulumi:Stack"],
  settings: { dollars: { type: "number", minimum: 0, maximum: 1_000_000, default: 2000 } },
  check: (_, stack, settings) => {
    const budget = settings.requiredNumber("dollars");
    return [
      fault(
        `its clusters, nodes, databases, gateways and load balancers alone cost over $${String(budget)}`,
        () => costsMoreThan(budget, stack),
      ),
    ];
  },
});

/** Sizes that are unknown matter only while the known ones do not exceed the budget by themselves. */
function costsMoreThan(budget: number, stack: Stack): boolean {
  let total = 0;
  let unknown: Error | undefined;
  for (const resource of stack.ofTypes(CHARGED_BY_THE_HOUR)) {
    try {
      total += fixedMonthlyCost(resource, stack);
    } catch (error) {
      if (!isUnknownValueError(error)) throw error;
      unknown = error;
    }
  }
  if (total <= budget && unknown !== undefined) throw unknown;
  return total > budget;
}
