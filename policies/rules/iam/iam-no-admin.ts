import { anyOf } from "../../reading";
import { fault, resourceRule, type Resource } from "../../rule";
import { IDENTITY_POLICIES, statementsOfIdentity } from "../../subjects/identity-policy";

const ATTACHMENTS = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
];

export const iamNoAdmin = resourceRule({
  id: "iam-no-admin",
  description: "No policy of the platform allows everything.",
  remediation: "List the actions and resources that are needed.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["IAM.1"], "CIS-AWS": ["1.15"] },
  types: [...IDENTITY_POLICIES, ...ATTACHMENTS],
  check: (resource) => {
    if (ATTACHMENTS.includes(resource.type)) {
      return [
        fault("it attaches AWS's policy of an administrator", () =>
          isAdministrator(resource.string("policyArn")),
        ),
      ];
    }
    return [
      ...statementsOfIdentity(resource).map((statement) =>
        fault(
          `${statement.path} allows everything`,
          () =>
            statement.allows() &&
            statement.isForEveryResource() &&
            (statement.hasNotAction() ||
              statement.actions().some((action) => action === "*" || action === "*:*")),
        ),
      ),
      fault("it attaches AWS's policy of an administrator", () => managesAdministrator(resource)),
    ];
  },
});

function managesAdministrator(role: Resource): boolean {
  return anyOf(role.list("managedPolicyArns"), (arn) => isAdministrator(arn.string()));
}

/** Who may change all of IAM may give himself the rest. */
function isAdministrator(arn: string | undefined): boolean {
  return /:aws:policy\/(AdministratorAccess|IAMFullAccess)$/.test(arn ?? "");
}
