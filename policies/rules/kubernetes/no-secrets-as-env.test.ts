import { ABSENT } from "../../testing/paths";
import { CONTAINER, deployment } from "../../testing/deployment";
import { describeRule } from "../../testing/spec";
import { noSecretsAsEnv } from "./no-secrets-as-env";

describeRule(noSecretsAsEnv, {
  compliant: deployment({
    env: [{ name: "STAGE", valueFrom: { configMapKeyRef: { name: "payment" } } }],
    envFrom: [{ configMapRef: { name: "payment" } }],
  }),
  fails: {
    "one secret": {
      [`${CONTAINER}.env[1]`]: { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "payment" } } },
    },
    "a whole secret": { [`${CONTAINER}.envFrom[1]`]: { secretRef: { name: "payment" } } },
  },
  passes: { "no environment": { [`${CONTAINER}.env`]: ABSENT, [`${CONTAINER}.envFrom`]: ABSENT } },
});
