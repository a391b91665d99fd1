import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { tableCapacity } from "./table-capacity";

describeRule(tableCapacity, {
  compliant: {
    type: "aws:dynamodb/table:Table",
    name: "order",
    properties: { billingMode: "PAY_PER_REQUEST" },
  },
  fails: { "a fixed capacity": { billingMode: "PROVISIONED" }, "nothing said": { billingMode: ABSENT } },
  passes: {
    "a capacity that is scaled": where({
      changes: { billingMode: "PROVISIONED" },
      more: [
        {
          type: "aws:appautoscaling/target:Target",
          name: "target",
          properties: {},
          from: { resourceId: ["order"] },
        },
      ],
    }),
  },
});
