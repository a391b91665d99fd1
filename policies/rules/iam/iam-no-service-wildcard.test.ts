import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard";

const document = (Action: unknown, Effect = "Allow") =>
  JSON.stringify({ Statement: [{ Effect, Action, Resource: "arn:aws:sqs:::payment" }] });

describeRule(iamNoServiceWildcard, {
  compliant: {
    type: "aws:iam/policy:Policy",
    name: "payment",
    properties: { policy: document(["sqs:ReceiveMessage", "sqs:Get*"]) },
  },
  sameFor: [
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/userPolicy:UserPolicy",
  ],
  fails: {
    "all of a service": { policy: document("sqs:*") },
    "all of a service among others": { policy: document(["sqs:ReceiveMessage", "SNS:*"]) },
  },
  passes: {
    "no policy": { policy: ABSENT },
    "all of a service denied": { policy: document("sqs:*", "Deny") },
  },
});

describeRule(iamNoServiceWildcard, {
  compliant: {
    type: "aws:iam/role:Role",
    name: "payment",
    properties: { inlinePolicies: [{ policy: document("sqs:ReceiveMessage") }] },
  },
  fails: { "all of a service": { "inlinePolicies[0].policy": document("sqs:*") } },
});
