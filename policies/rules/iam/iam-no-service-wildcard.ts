import { fault, resourceRule } from "../../rule";
import { IDENTITY_POLICIES, statementsOfIdentity } from "../../subjects/identity-policy";

export const iamNoServiceWildcard = resourceRule({
  id: "iam-no-service-wildcard",
  description: "No policy of the platform allows all of a service's actions.",
  remediation: "List the actions that are needed.",
  severity: "low",
  level: "advisory",
  references: { FSBP: ["IAM.21"] },
  types: IDENTITY_POLICIES,
  check: (resource) =>
    statementsOfIdentity(resource).map((statement) =>
      fault(
        `${statement.path} allows all of a service's actions`,
        () => statement.allows() && statement.actions().some((action) => action.endsWith(":*")),
      ),
    ),
});
