import { fault, resourceRule } from "../../rule";

export const logRetention = resourceRule({
  id: "log-retention",
  description: "A log group keeps its entries for the days the stack asks for, and not for ever.",
  remediation: "Set retentionInDays to the stack's number of days or more.",
  severity: "low",
  level: "remediate",
  references: { CT: ["CT.CLOUDWATCH.PR.2"], FSBP: ["CloudWatch.16"] },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  settings: { days: { type: "number", minimum: 1, maximum: 3653, default: 365 } },
  check: (group, settings) => [
    fault(
      "it keeps its entries for too few days, or for ever, which AWS writes as none",
      () => !group.isAtLeast(settings.requiredNumber("days"), "retentionInDays"),
    ),
  ],
  remedy: (_group, settings) => ({ retentionInDays: settings.number("days") }),
});
