import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { cacheEncrypted } from "./cache-encrypted";

describeRule(cacheEncrypted, {
  compliant: {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "catalog",
    properties: {
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
    },
  },
  fails: {
    "data in clear": { atRestEncryptionEnabled: false },
    "nothing said of data": { atRestEncryptionEnabled: ABSENT },
    "answers in clear": { transitEncryptionEnabled: false },
    "nothing said of answers": { transitEncryptionEnabled: ABSENT },
    "TLS as a choice": { transitEncryptionMode: "preferred" },
  },
  passes: { "no mode said, which is required": { transitEncryptionMode: ABSENT } },
});
