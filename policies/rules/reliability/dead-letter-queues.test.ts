import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { deadLetterQueues } from "./dead-letter-queues";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const user = (type: string, property: string) =>
  where({
    changes: { redrivePolicy: ABSENT },
    resource: { from: {} },
    siblings: { "payment-failed": null },
    more: [{ type, name: "user", properties: { [property]: UNKNOWN }, from: { [property]: ["payment"] } }],
  });

describeRule(deadLetterQueues, {
  compliant: {
    type: "aws:sqs/queue:Queue",
    name: "payment",
    properties: { redrivePolicy: UNKNOWN },
    from: { redrivePolicy: ["payment-failed"] },
  },
  siblings: [{ type: "aws:sqs/queue:Queue", name: "payment-failed", properties: {} }],
  evenUnknown: ["redrivePolicy"],
  evenOfAnotherType: ["redrivePolicy"],
  fails: {
    "no policy": { redrivePolicy: ABSENT },
    "a policy that the provider would answer with": where({ resource: { from: {} } }),
  },
  passes: {
    "a policy of its own kind": where({
      changes: { redrivePolicy: ABSENT },
      more: [
        {
          type: "aws:sqs/redrivePolicy:RedrivePolicy",
          name: "p",
          properties: {},
          from: { queueUrl: ["payment"] },
        },
      ],
    }),
  },
  notApplicable: {
    "the queue of another queue's dead letters": user("aws:sqs/queue:Queue", "redrivePolicy"),
    "the queue of a subscription's dead letters": user(
      "aws:sns/topicSubscription:TopicSubscription",
      "redrivePolicy",
    ),
    "the queue of a separate policy": user("aws:sqs/redrivePolicy:RedrivePolicy", "redrivePolicy"),
    "the queue of a mapping's failures": user(
      "aws:lambda/eventSourceMapping:EventSourceMapping",
      "destinationConfig",
    ),
    "the queue of a function's failures": user("aws:lambda/function:Function", "deadLetterConfig"),
  },
});

describeRule(deadLetterQueues, {
  compliant: {
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "payment",
    properties: { protocol: "sqs", redrivePolicy: "{}" },
  },
  evenUnknown: ["redrivePolicy"],
  evenOfAnotherType: ["redrivePolicy"],
  fails: Object.fromEntries(
    ["sqs", "lambda", "http", "https", "firehose"].map((protocol) => [
      `no policy for ${protocol}`,
      { protocol, redrivePolicy: ABSENT },
    ]),
  ),
  notApplicable: {
    "mail, which SNS cannot retry": { protocol: "email", redrivePolicy: ABSENT },
    "no protocol": { protocol: ABSENT },
  },
});

describeRule(deadLetterQueues, {
  compliant: {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    name: "sync",
    properties: { destinationConfig: { onFailure: { destinationArn: UNKNOWN } } },
  },
  evenUnknown: ["destinationConfig.onFailure"],
  evenOfAnotherType: ["destinationConfig.onFailure"],
  fails: { "a stream's failures that are lost": { destinationConfig: ABSENT } },
  notApplicable: {
    "a queue's messages": where({
      changes: { destinationConfig: ABSENT },
      resource: { from: { eventSourceArn: ["payment"] } },
      more: [{ type: "aws:sqs/queue:Queue", name: "payment", properties: {} }],
    }),
  },
});
