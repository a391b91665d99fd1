import { matchesPattern } from "../../pattern";
import { fault, resourceRule } from "../../rule";
import { IDENTITY_POLICIES, statementsOfIdentity } from "../../subjects/identity-policy";

/**
 * What gives its bearer the rights of any role or user, see
 * https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/, or any secret.
 */
const DANGEROUS = [
  "iam:addusertogroup",
  "iam:attachgrouppolicy",
  "iam:attachrolepolicy",
  "iam:attachuserpolicy",
  "iam:createaccesskey",
  "iam:createloginprofile",
  "iam:createpolicyversion",
  "iam:passrole",
  "iam:putgrouppolicy",
  "iam:putrolepolicy",
  "iam:putuserpolicy",
  "iam:setdefaultpolicyversion",
  "iam:updateassumerolepolicy",
  "iam:updateloginprofile",
  "sts:assumerole",
  "lambda:updatefunctioncode",
  "secretsmanager:getsecretvalue",
  "ssm:getparameter",
  "kms:decrypt",
];

export const iamNoEscalation = resourceRule({
  id: "iam-no-escalation",
  description: "No policy gives the rights of every role or every secret: such actions name their resources.",
  remediation:
    "Name the roles, functions, secrets or keys in Resource, or narrow the statement by a condition.",
  severity: "high",
  level: "mandatory",
  references: { NIST: ["AC-6"], CKV: ["CKV_AWS_286", "CKV_AWS_287"] },
  types: IDENTITY_POLICIES,
  check: (resource) =>
    statementsOfIdentity(resource).map((statement) =>
      fault(
        `${statement.path} leads to the rights of every role, or to every secret`,
        () =>
          statement.allows() &&
          statement.isForEveryResource() &&
          !statement.isConditional() &&
          (statement.hasNotAction() || statement.actions().some(isDangerous)),
      ),
    ),
});

function isDangerous(pattern: string): boolean {
  return DANGEROUS.some((action) => matchesPattern(pattern, action));
}
