import { fault, stackRule } from "../../rule";

export const tableCapacity = stackRule({
  id: "table-capacity",
  description: "A table's capacity follows its load.",
  remediation:
    "Set billingMode to PAY_PER_REQUEST, or add an appautoscaling target and policy for the table.",
  severity: "medium",
  level: "advisory",
  references: { FSBP: ["DynamoDB.1"] },
  types: ["aws:dynamodb/table:Table"],
  check: (table, stack) => [
    fault(
      "its capacity is fixed",
      () =>
        table.string("billingMode") !== "PAY_PER_REQUEST" &&
        stack.referringTo(table, ["aws:appautoscaling/target:Target"], "resourceId").length === 0,
    ),
  ],
});
