import { fault, resourceRule } from "../../rule";
import { statementsIn, type Statement } from "../../subjects/policy-document";

const PODS = "pods.eks.amazonaws.com";

export const iamTrustBounded = resourceRule({
  id: "iam-trust-bounded",
  description:
    "A role is assumed by named principals: tokens of one subject and audience, pods of one cluster.",
  remediation:
    "Name the principal; for OIDC, bind sub and aud by StringEquals; for EKS Pod Identity, bind aws:SourceArn to the " +
    "cluster or aws:SourceAccount to the account.",
  severity: "high",
  level: "mandatory",
  references: { NIST: ["AC-6"] },
  types: ["aws:iam/role:Role"],
  check: (role) =>
    statementsIn(role, "assumeRolePolicy").flatMap((statement) => [
      fault(
        `${statement.path} trusts everyone`,
        () => statement.allows() && statement.isForAnyone() && !statement.isLimitedToCallers(),
      ),
      fault(
        `${statement.path} trusts every token of an identity provider`,
        () =>
          statement.allows() &&
          isOidc(statement) &&
          !(isBound(statement, "sub") && isBound(statement, "aud")),
      ),
      fault(
        `${statement.path} trusts the pods of every cluster`,
        () =>
          statement.allows() &&
          statement.principals("Service").includes(PODS) &&
          !statement.isLimitedToCallers(),
      ),
    ]),
});

function isOidc(statement: Statement): boolean {
  return statement.actions().includes("sts:assumerolewithwebidentity");
}

/** Whether the token's claim is compared with values of which none begins with a wildcard. */
function isBound(statement: Statement, claim: string): boolean {
  const values = statement.conditionValuesOfClaim(claim);
  return values.length > 0 && !values.some((value) => value.startsWith("*"));
}
