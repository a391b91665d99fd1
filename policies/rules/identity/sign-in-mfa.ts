import { fault, resourceRule } from "../../rule";

export const signInMfa = resourceRule({
  id: "sign-in-mfa",
  description: "Users can protect their account with a second factor, and risky sign-ins are stopped.",
  remediation:
    "Set mfaConfiguration to ON or OPTIONAL, and userPoolAddOns.advancedSecurityMode to ENFORCED (it needs the plan PLUS).",
  severity: "medium",
  level: "advisory",
  references: { FSBP: ["Cognito.1", "Cognito.5"] },
  types: ["aws:cognito/userPool:UserPool"],
  check: (pool) => [
    fault("it has no second factor", () => !pool.isOneOf(["ON", "OPTIONAL"], "mfaConfiguration")),
    fault(
      "it does not stop risky sign-ins",
      () => pool.string("userPoolAddOns", "advancedSecurityMode") !== "ENFORCED",
    ),
  ],
});
