import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { logRetention } from "./log-retention";

describeRule(logRetention, {
  compliant: {
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "payment",
    properties: { retentionInDays: 365 },
  },
  fails: {
    "a day too few": { retentionInDays: 364 },
    "entries for ever": { retentionInDays: 0 },
    "nothing said": { retentionInDays: ABSENT },
    "too few days for the stack": where({ settings: { days: 400 } }),
  },
  passes: {
    "a day where that is enough": where({ changes: { retentionInDays: 1 }, settings: { days: 1 } }),
    "a month where that is enough": where({ changes: { retentionInDays: 30 }, settings: { days: 30 } }),
  },
  remedied: {
    "a day too few": { retentionInDays: 365 },
    "entries for ever": { retentionInDays: 365 },
    "nothing said": { retentionInDays: 365 },
  },
});
