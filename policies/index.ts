import { PolicyPack } from "@pulumi/policy";
import { exemptions } from "./exemptions";
import { malformed } from "./exemption";
import { policyOf } from "./pack";
import { rules } from "./packs/rules";
import { settingsIn } from "./packs/settings";
import { levelIn } from "./packs/strictness";
import { unpackOnce } from "./unpack-once";

// Every rule that does not apply is told to the SDK by an exception: without traces, analysis takes a fifth less CPU time.
Error.stackTraceLimit = 0;
unpackOnce();

const problems = malformed(exemptions, rules);
if (problems.length > 0) throw new Error(`policies/exemptions.ts: ${problems.join("; ")}`);

// The engine tells a pack of the stack in this variable before it starts it, and so does the preview.
const stack = process.env["PULUMI_NODEJS_STACK"];

new PolicyPack("commerce", {
  displayName: "Commerce platform",
  enforcementLevel: "mandatory",
  policies: rules.map((rule) =>
    policyOf(rule, {
      stack,
      exemptions,
      today: new Date(),
      levelOf: (each) => levelIn(stack, each),
      settingsOf: (each) => settingsIn(stack, each.id),
      reportCounts: process.env["COMMERCE_POLICY_COUNTS"] === "1",
    }),
  ),
});
