import { describeRule, where } from "../../testing/spec";
import { secretRotation } from "./secret-rotation";

describeRule(secretRotation, {
  compliant: { type: "aws:secretsmanager/secret:Secret", name: "payment", properties: {} },
  siblings: [
    {
      type: "aws:secretsmanager/secretRotation:SecretRotation",
      name: "rotation",
      properties: {},
      from: { secretId: ["payment"] },
    },
  ],
  fails: { "no rotation": where({ siblings: { rotation: null } }) },
});
