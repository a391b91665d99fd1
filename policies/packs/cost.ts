import type { Rule } from "../rule";
import { allowedSizes } from "../rules/cost/allowed-sizes";
import { lifecycleRules } from "../rules/cost/lifecycle-rules";
import { logRetention } from "../rules/cost/log-retention";
import { monthlyBudget } from "../rules/cost/monthly-budget";
import { natWithEndpoints } from "../rules/cost/nat-with-endpoints";
import { tableCapacity } from "../rules/cost/table-capacity";

export const cost: readonly Rule[] = [
  allowedSizes,
  lifecycleRules,
  logRetention,
  monthlyBudget,
  natWithEndpoints,
  tableCapacity,
];
