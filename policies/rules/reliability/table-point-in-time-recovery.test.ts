import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { tablePointInTimeRecovery } from "./table-point-in-time-recovery";

const fixed = { "pointInTimeRecovery.enabled": true };

describeRule(tablePointInTimeRecovery, {
  compliant: {
    type: "aws:dynamodb/table:Table",
    name: "order",
    properties: { pointInTimeRecovery: { enabled: true } },
  },
  fails: {
    "recovery switched off": { "pointInTimeRecovery.enabled": false },
    "nothing said": { pointInTimeRecovery: ABSENT },
  },
  remedied: { "recovery switched off": fixed, "nothing said": fixed },
});
