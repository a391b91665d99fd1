import { fault, resourceRule } from "../../rule";

const TOPIC = "aws:sns/topic:Topic";

export const messagesEncrypted = resourceRule({
  id: "messages-encrypted",
  description: "Topics and queues encrypt the messages they keep.",
  remediation:
    "Set kmsMasterKeyId to a key that the publishers may use; sqsManagedSseEnabled does for a queue.",
  severity: "medium",
  level: "remediate",
  references: { FSBP: ["SNS.1", "SQS.1"] },
  types: [TOPIC, "aws:sqs/queue:Queue"],
  check: (resource) => [
    fault(
      "it keeps messages in clear",
      () => !resource.has("kmsMasterKeyId") && resource.boolean("sqsManagedSseEnabled") !== true,
    ),
  ],
  remedy: (resource) =>
    resource.type === TOPIC ? { kmsMasterKeyId: "alias/aws/sns" } : { sqsManagedSseEnabled: true },
});
