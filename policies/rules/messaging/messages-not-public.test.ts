import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { messagesNotPublic } from "./messages-not-public";

const send = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const policy = (...statements: unknown[]) => ({ policy: JSON.stringify({ Statement: statements }) });
const limited = (condition: unknown) => policy({ ...send, Condition: condition });

describeRule(messagesNotPublic, {
  compliant: {
    type: "aws:sqs/queuePolicy:QueuePolicy",
    name: "payment",
    properties: policy({ ...send, Principal: { Service: "sns.amazonaws.com" } }),
  },
  sameFor: ["aws:sns/topicPolicy:TopicPolicy", "aws:sqs/queue:Queue", "aws:sns/topic:Topic"],
  fails: {
    everyone: policy(send),
    "everyone as an AWS principal": policy({ ...send, Principal: { AWS: "*" } }),
    "everyone among others": policy({ ...send, Principal: { AWS: ["arn:aws:iam::1:root", "*"] } }),
    "everyone but one": policy({
      ...send,
      Principal: undefined,
      NotPrincipal: { AWS: "arn:aws:iam::1:root" },
    }),
    "everyone in the second statement": policy({ ...send, Effect: "Deny" }, send),
    "everyone from anywhere": limited({ ArnLike: { "aws:SourceArn": "*" } }),
    "everyone from no account": limited({ StringEquals: { "aws:SourceAccount": [] } }),
    "everyone but one account": limited({ StringNotEquals: { "aws:SourceAccount": "1" } }),
    "everyone by TLS": limited({ Bool: { "aws:SecureTransport": "true" } }),
  },
  passes: {
    "a statement that denies": policy({ ...send, Effect: "Deny" }),
    ...Object.fromEntries(
      [
        "aws:SourceArn",
        "aws:SourceAccount",
        "AWS:SourceOwner",
        "aws:SourceOrgID",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:userid",
        "kms:CallerAccount",
        "sns:Endpoint",
      ].map((key) => [`everyone limited by ${key}`, limited({ StringEquals: { [key]: "one" } })]),
    ),
    "no statement": policy(),
    "a document of one statement": { policy: JSON.stringify({ Statement: { ...send, Effect: "Deny" } }) },
    "a document as an object": { policy: { Statement: [{ ...send, Effect: "Deny" }] } },
  },
  notApplicable: { "no policy": { policy: ABSENT } },
  errors: {
    "a document that is no JSON": { policy: "not JSON" },
    "a document that is a list": { policy: [] },
    "a principal that is a number": policy({ ...send, Principal: { AWS: [{}] } }),
  },
});
