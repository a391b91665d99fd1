import type { Rule } from "../rule";
import { iamNoAdmin } from "../rules/iam/iam-no-admin";
import { iamNoEscalation } from "../rules/iam/iam-no-escalation";
import { iamNoServiceWildcard } from "../rules/iam/iam-no-service-wildcard";
import { iamNoUsers } from "../rules/iam/iam-no-users";
import { iamTrustBounded } from "../rules/iam/iam-trust-bounded";

export const iam: readonly Rule[] = [
  iamNoAdmin,
  iamNoEscalation,
  iamNoServiceWildcard,
  iamNoUsers,
  iamTrustBounded,
];
