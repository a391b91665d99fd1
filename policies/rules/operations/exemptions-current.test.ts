import type { Exemption } from "../../exemption";
import { describeRule, expectKind } from "../../testing/spec";
import { exemptionsCurrentFor } from "./exemptions-current";

const today = new Date("2027-01-15T23:59:59Z");
const until = (expires: string, stack = "prod"): Exemption => ({
  rule: "ecs-no-public-ip",
  stacks: [stack],
  type: "aws:ecs/service:Service",
  name: "payment",
  owner: "platform",
  reason: "no NAT gateway",
  expires,
});
const compliant = { type: "pulumi:pulumi:Stack", name: "commerce-prod", properties: {} };

for (const [days, expires] of [
  ["the last day", "2027-01-15"],
  ["14 days left", "2027-01-29"],
  ["a day too late", "2027-01-14"],
] as const) {
  describeRule(exemptionsCurrentFor([until(expires)], today), {
    compliant,
    nothingPasses: true,
    fails: { [days]: {} },
  });
}

describe("exemptions-current", () => {
  it("passes 15 days before the end, and whatever another stack's exemptions are", () => {
    const rule = exemptionsCurrentFor([until("2027-01-30"), until("2027-01-01", "test")], today);
    return expectKind(rule, { compliant, fails: {} }, {}, "pass");
  });
});
