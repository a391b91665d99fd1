import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { messagesEncrypted } from "./messages-encrypted";

describeRule(messagesEncrypted, {
  compliant: {
    type: "aws:sns/topic:Topic",
    name: "payment",
    properties: { kmsMasterKeyId: "alias/messages" },
  },
  fails: { "no key": { kmsMasterKeyId: ABSENT }, "an empty key": { kmsMasterKeyId: "" } },
  remedied: {
    "no key": { kmsMasterKeyId: "alias/aws/sns" },
    "an empty key": { kmsMasterKeyId: "alias/aws/sns" },
  },
});

describeRule(messagesEncrypted, {
  compliant: { type: "aws:sqs/queue:Queue", name: "payment", properties: { sqsManagedSseEnabled: true } },
  fails: {
    "no encryption": { sqsManagedSseEnabled: false },
    "nothing said": { sqsManagedSseEnabled: ABSENT },
  },
  passes: {
    "a key": { sqsManagedSseEnabled: ABSENT, kmsMasterKeyId: "alias/messages" },
    "a key that is not known yet": {
      sqsManagedSseEnabled: ABSENT,
      kmsMasterKeyId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    },
  },
  remedied: {
    "no encryption": { sqsManagedSseEnabled: true },
    "nothing said": { sqsManagedSseEnabled: true },
  },
});
