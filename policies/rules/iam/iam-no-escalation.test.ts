import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { iamNoEscalation } from "./iam-no-escalation";

const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
const list = { Effect: "Allow", Action: ["ec2:DescribeImages"], Resource: "*" };
const document = (...statements: unknown[]) => JSON.stringify({ Statement: statements });

const dangerous = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:PassRole",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
  "sts:AssumeRole",
  "lambda:UpdateFunctionCode",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "kms:Decrypt",
];

describeRule(iamNoEscalation, {
  compliant: { type: "aws:iam/policy:Policy", name: "payment", properties: { policy: document(list) } },
  sameFor: [
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/userPolicy:UserPolicy",
  ],
  fails: {
    ...Object.fromEntries(
      dangerous.map((action) => [
        action,
        { policy: document(list, { ...pass, Action: ["s3:GetObject", action] }) },
      ]),
    ),
    "a part of the actions": { policy: document({ ...pass, Action: "iam:Pass*" }) },
    "all of a service's actions": { policy: document({ ...pass, Action: "secretsmanager:*" }) },
    "all actions but some": { policy: document({ ...pass, Action: undefined, NotAction: "s3:*" }) },
    "all resources but some": {
      policy: document({ ...pass, Resource: undefined, NotResource: "arn:aws:iam::1:role/x" }),
    },
    "all resources after one": { policy: document({ ...pass, Resource: ["arn:aws:iam::1:role/x", "*"] }) },
  },
  passes: {
    "no policy": { policy: ABSENT },
    "one role": { policy: document({ ...pass, Resource: "arn:aws:iam::1:role/x" }) },
    "roles that are refused": { policy: document({ ...pass, Effect: "Deny" }) },
    "a condition": {
      policy: document({
        ...pass,
        Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } },
      }),
    },
    "reading of what there is": { policy: document({ ...pass, Action: ["iam:Get*", "kms:Describe*"] }) },
  },
  errors: { "a policy that is no JSON": { policy: "Statement:" } },
});

describeRule(iamNoEscalation, {
  compliant: {
    type: "aws:iam/role:Role",
    name: "payment",
    properties: { inlinePolicies: [{ name: "list", policy: document(list) }] },
  },
  fails: { "a role's own policy": { "inlinePolicies[1]": { name: "pass", policy: document(pass) } } },
});
