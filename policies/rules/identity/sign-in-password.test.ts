import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { signInPassword } from "./sign-in-password";

const mixed = { requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true };

describeRule(signInPassword, {
  compliant: {
    type: "aws:cognito/userPool:UserPool",
    name: "customers",
    properties: { passwordPolicy: { ...mixed, minimumLength: 12, temporaryPasswordValidityDays: 7 } },
  },
  fails: {
    "eleven characters": { "passwordPolicy.minimumLength": 11 },
    "no length": { "passwordPolicy.minimumLength": ABSENT },
    "no policy": { passwordPolicy: ABSENT },
    "a length that is too short for the stack": where({ settings: { minimumLength: 13 } }),
    ...Object.fromEntries(
      Object.keys(mixed).map((key) => [`${key} off`, { [`passwordPolicy.${key}`]: false }]),
    ),
    ...Object.fromEntries(
      Object.keys(mixed).map((key) => [`${key} not said`, { [`passwordPolicy.${key}`]: ABSENT }]),
    ),
    "temporary passwords for eight days": { "passwordPolicy.temporaryPasswordValidityDays": 8 },
  },
  passes: {
    "AWS's own days of a temporary password": { "passwordPolicy.temporaryPasswordValidityDays": ABSENT },
  },
});
