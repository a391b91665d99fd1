import { fault, resourceRule } from "../../rule";

export const alarmsHaveActions = resourceRule({
  id: "alarms-have-actions",
  description: "An alarm reaches somebody.",
  remediation: "Give it an alarmAction, such as the platform's topic, and leave actionsEnabled on.",
  severity: "medium",
  level: "mandatory",
  references: { CT: ["CT.CLOUDWATCH.PR.1"] },
  types: ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"],
  check: (alarm) => [
    fault("nobody hears it", () => alarm.list("alarmActions").length === 0),
    fault("its actions are switched off", () => alarm.boolean("actionsEnabled") === false),
  ],
});
