import { fault, resourceRule } from "../../rule";

export const iamNoUsers = resourceRule({
  id: "iam-no-users",
  description: "Nobody has a user in IAM: people sign in by IAM Identity Center, programs by roles.",
  remediation: "Replace it by a role that the person or program assumes.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["IAM.2"], "CIS-AWS": ["1.14"] },
  types: [
    "aws:iam/user:User",
    "aws:iam/accessKey:AccessKey",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userLoginProfile:UserLoginProfile",
  ],
  check: () => [fault("it belongs to a user in IAM", () => true)],
});
