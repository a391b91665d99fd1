import { fault, resourceRule } from "../../rule";

const CLASSES = ["requireLowercase", "requireUppercase", "requireNumbers", "requireSymbols"];

export const signInPassword = resourceRule({
  id: "sign-in-password",
  description: "Passwords of a user pool are long, mixed, and temporary ones soon end.",
  remediation:
    "Set passwordPolicy: minimumLength 12, all four kinds of character, temporaryPasswordValidityDays 7 at most.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["Cognito.3"] },
  types: ["aws:cognito/userPool:UserPool"],
  settings: { minimumLength: { type: "number", minimum: 8, maximum: 99, default: 12 } },
  check: (pool, settings) => [
    fault(
      "its passwords may be too short",
      () => !pool.isAtLeast(settings.requiredNumber("minimumLength"), "passwordPolicy", "minimumLength"),
    ),
    ...CLASSES.map((key) =>
      fault(
        `its passwords need not mix characters: ${key} is off`,
        () => pool.boolean("passwordPolicy", key) !== true,
      ),
    ),
    fault("its temporary passwords last for more than 7 days", () =>
      pool.isAbove(7, "passwordPolicy", "temporaryPasswordValidityDays"),
    ),
  ],
});
