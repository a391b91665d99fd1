import { fault, stackRule } from "../../rule";

export const secretRotation = stackRule({
  id: "secret-rotation",
  description: "A secret is rotated.",
  remediation: "Add a SecretRotation for it, or note in an exemption who replaces it by hand and when.",
  severity: "medium",
  level: "advisory",
  references: { FSBP: ["SecretsManager.1"] },
  types: ["aws:secretsmanager/secret:Secret"],
  check: (secret, stack) => [
    fault(
      "it is never rotated",
      () =>
        stack.referringTo(secret, ["aws:secretsmanager/secretRotation:SecretRotation"], "secretId").length ===
        0,
    ),
  ],
});
