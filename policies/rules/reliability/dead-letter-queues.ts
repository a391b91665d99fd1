import { fault, notApplicable, stackRule, type Stack, type StackResource } from "../../rule";

const QUEUE = "aws:sqs/queue:Queue";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
/** Deliveries that SNS retries and then drops, unlike mail and text messages, which it cannot tell failed. */
const RETRIED_PROTOCOLS = ["sqs", "lambda", "http", "https", "firehose"];

export const deadLetterQueues = stackRule({
  id: "dead-letter-queues",
  description: "A message that cannot be delivered or worked on is kept.",
  remediation:
    "Set redrivePolicy on queues and subscriptions, destinationConfig.onFailure on a stream's mapping.",
  severity: "medium",
  level: "mandatory",
  references: { NIST: ["SI-13"] },
  types: [QUEUE, SUBSCRIPTION, MAPPING],
  check: (resource, stack) => {
    if (resource.type === QUEUE) {
      if (isForDeadLetters(resource, stack)) return notApplicable("it keeps such messages itself");
      const separate = stack.referringTo(resource, [REDRIVE], "queueUrl").length > 0;
      return [
        fault("messages that fail go around for ever", () => !resource.has("redrivePolicy") && !separate),
      ];
    }
    if (resource.type === SUBSCRIPTION) {
      if (!resource.isOneOf(RETRIED_PROTOCOLS, "protocol")) return notApplicable("SNS keeps none for it");
      return [fault("what it cannot deliver is lost", () => !resource.has("redrivePolicy"))];
    }
    if (stack.referredBy(resource, "eventSourceArn", [QUEUE]).length > 0)
      return notApplicable("its queue keeps them");
    return [fault("records that fail are lost", () => !resource.has("destinationConfig", "onFailure"))];
  },
});

function isForDeadLetters(queue: StackResource, stack: Stack): boolean {
  return (
    stack.referringTo(queue, [QUEUE, SUBSCRIPTION, REDRIVE], "redrivePolicy").length > 0 ||
    stack.referringTo(queue, [MAPPING], "destinationConfig").length > 0 ||
    stack.referringTo(queue, ["aws:lambda/function:Function"], "deadLetterConfig").length > 0
  );
}
