import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const noSecretsAsEnv = podRule({
  id: "no-secrets-as-env",
  description:
    "Containers read secrets from files, not from environment variables, which leak into logs and dumps.",
  remediation: "Mount the secret as a volume.",
  severity: "low",
  level: "advisory",
  references: { "CIS-EKS": ["4.4.1"] },
  check: (pod) =>
    pod.containers.flatMap(({ label, reading }) => [
      ...reading
        .list("env")
        .map((variable) =>
          fault(`${label} takes a secret by environment`, () => variable.has("valueFrom", "secretKeyRef")),
        ),
      ...reading
        .list("envFrom")
        .map((source) =>
          fault(`${label} takes a whole secret by environment`, () => source.has("secretRef")),
        ),
    ]),
});
