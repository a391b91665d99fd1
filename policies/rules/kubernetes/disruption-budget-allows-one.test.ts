import { asList } from "../../testing/as-list";
import { ABSENT } from "../../testing/paths";
import { describeRule, type Spec } from "../../testing/spec";
import { disruptionBudgetAllowsOne } from "./disruption-budget-allows-one";

const spec: Spec = {
  compliant: {
    type: "kubernetes:policy/v1:PodDisruptionBudget",
    name: "payment",
    properties: { spec: { maxUnavailable: 1 } },
  },
  sameFor: ["kubernetes:policy/v1:PodDisruptionBudgetPatch"],
  evenOfAnotherType: ["spec.maxUnavailable"],
  fails: {
    "no pod at a time": { "spec.maxUnavailable": 0 },
    "no pod at a time, as text": { "spec.maxUnavailable": "0" },
    "no share of the pods": { "spec.maxUnavailable": "0%" },
    "all pods at all times": { "spec.maxUnavailable": ABSENT, "spec.minAvailable": "100%" },
  },
  passes: {
    "half of the pods": { "spec.maxUnavailable": "50%" },
    "most pods at all times": { "spec.maxUnavailable": ABSENT, "spec.minAvailable": "90%" },
    "nothing said, which is one": { spec: ABSENT },
  },
};

describeRule(disruptionBudgetAllowsOne, spec);
describeRule(disruptionBudgetAllowsOne, asList(spec));
