import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { alarmsHaveActions } from "./alarms-have-actions";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(alarmsHaveActions, {
  compliant: {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "payment",
    properties: { alarmActions: [UNKNOWN], actionsEnabled: true },
  },
  sameFor: ["aws:cloudwatch/compositeAlarm:CompositeAlarm"],
  fails: {
    "no action": { alarmActions: [] },
    "nothing said of actions": { alarmActions: ABSENT },
    "actions switched off": { actionsEnabled: false },
  },
  passes: { "actions that are on because nothing else is said": { actionsEnabled: ABSENT } },
});
