import { fault, resourceRule } from "../../rule";

export const tablePointInTimeRecovery = resourceRule({
  id: "table-point-in-time-recovery",
  description: "A table can be restored to any second of the last days.",
  remediation: "Set pointInTimeRecovery.enabled to true.",
  severity: "medium",
  level: "remediate",
  references: { FSBP: ["DynamoDB.2"] },
  types: ["aws:dynamodb/table:Table"],
  check: (table) => [
    fault("it cannot be restored", () => table.boolean("pointInTimeRecovery", "enabled") !== true),
  ],
  remedy: () => ({ "pointInTimeRecovery.enabled": true }),
});
