import type { Rule } from "../rule";
import { allowedRegion } from "../rules/operations/allowed-region";
import { exemptionsCurrent } from "../rules/operations/exemptions-current";
import { exemptionsMatch } from "../rules/operations/exemptions-match";
import { hiddenContents } from "../rules/operations/hidden-contents";
import { requiredTags } from "../rules/operations/required-tags";

export const operations: readonly Rule[] = [
  allowedRegion,
  exemptionsCurrent,
  exemptionsMatch,
  hiddenContents,
  requiredTags,
];
