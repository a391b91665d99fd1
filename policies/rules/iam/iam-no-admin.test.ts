import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { iamNoAdmin } from "./iam-no-admin";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const all = { Effect: "Allow", Action: "*", Resource: "*" };
const read = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::images/*"] };
const document = (...statements: unknown[]) => JSON.stringify({ Statement: statements });
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

describeRule(iamNoAdmin, {
  compliant: { type: "aws:iam/policy:Policy", name: "payment", properties: { policy: document(read) } },
  sameFor: [
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/userPolicy:UserPolicy",
  ],
  fails: {
    everything: { policy: document(all) },
    "everything after something": { policy: document(read, all) },
    "everything by service and action": { policy: document({ ...all, Action: ["*:*"] }) },
    "everything after an action": { policy: document({ ...all, Action: ["s3:GetObject", "*"] }) },
    "everything but something": { policy: document({ ...all, Action: undefined, NotAction: "iam:*" }) },
    "everything on all resources but some": {
      policy: document({ ...all, Resource: undefined, NotResource: "arn:aws:s3:::images" }),
    },
    "everything, as an object": { policy: { Statement: { ...all, Resource: ["*"] } } },
  },
  passes: {
    "no policy": { policy: ABSENT },
    "a policy without statements": { policy: "{}" },
    "everything denied": { policy: document({ ...all, Effect: "Deny" }) },
    "everything on one resource": { policy: document({ ...all, Resource: "arn:aws:s3:::images" }) },
    "one action everywhere": { policy: document({ ...all, Action: "s3:ListAllMyBuckets" }) },
  },
  errors: { "a policy that is no JSON": { policy: "Statement:" } },
});

describeRule(iamNoAdmin, {
  compliant: {
    type: "aws:iam/role:Role",
    name: "payment",
    properties: {
      inlinePolicies: [{ name: "read", policy: document(read) }],
      managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    },
  },
  fails: {
    "an inline policy": { "inlinePolicies[0].policy": document(all) },
    "an attached policy": { managedPolicyArns: [UNKNOWN, administrator] },
  },
  passes: { "no inline policy": { inlinePolicies: ABSENT, managedPolicyArns: ABSENT } },
});

describeRule(iamNoAdmin, {
  compliant: {
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "payment",
    properties: { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
  },
  sameFor: [
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
  ],
  fails: {
    "the administrator's policy": { policyArn: administrator },
    "the policy of whoever administers IAM": { policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" },
    "the administrator's policy of another partition": {
      policyArn: "arn:aws-cn:iam::aws:policy/AdministratorAccess",
    },
  },
  passes: {
    "nothing attached": where({ changes: { policyArn: ABSENT } }),
    "a policy of one's own that is called so": {
      policyArn: "arn:aws:iam::111111111111:policy/AdministratorAccess",
    },
    "a policy whose name begins so": { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess-Amplify" },
  },
});
