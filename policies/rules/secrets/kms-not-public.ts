import { fault, notApplicable, resourceRule } from "../../rule";
import { statementsIn } from "../../subjects/policy-document";

export const kmsNotPublic = resourceRule({
  id: "kms-not-public",
  description: "A key's policy lets nobody in by being addressed to everyone.",
  remediation: "Name the principal, or narrow the statement by kms:CallerAccount or aws:PrincipalOrgID.",
  severity: "critical",
  level: "mandatory",
  references: { FSBP: ["KMS.5"] },
  types: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) =>
    key.has("policy")
      ? statementsIn(key, "policy").map((statement) =>
          fault(
            `${statement.path} lets everyone use it`,
            () => statement.allows() && statement.isForAnyone() && !statement.isLimitedToCallers(),
          ),
        )
      : notApplicable("AWS's own policy lets in the account alone"),
});
