import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { signInMfa } from "./sign-in-mfa";

describeRule(signInMfa, {
  compliant: {
    type: "aws:cognito/userPool:UserPool",
    name: "customers",
    properties: { mfaConfiguration: "ON", userPoolAddOns: { advancedSecurityMode: "ENFORCED" } },
  },
  fails: {
    "no second factor": { mfaConfiguration: "OFF" },
    "nothing said of a second factor": { mfaConfiguration: ABSENT },
    "risky sign-ins that are only watched": { "userPoolAddOns.advancedSecurityMode": "AUDIT" },
    "nothing said of risky sign-ins": { userPoolAddOns: ABSENT },
  },
  passes: { "a second factor by choice": { mfaConfiguration: "OPTIONAL" } },
});
