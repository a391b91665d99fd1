import assert from "node:assert/strict";
import type { Exemption } from "../../exemption";
import { judge } from "../../testing/judging";
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
  for (const [expires, words] of [
    ["2027-01-15", "ends on 2027-01-15"],
    ["2027-01-14", "ended on 2027-01-14 and no longer counts"],
  ] as const) {
    it(`says that one of ${expires} ${words}, and whose it is`, async () => {
      const { message } = await judge(
        exemptionsCurrentFor([until(expires)], today),
        { compliant, fails: {} },
        {},
      );
      const [said] = message.split("\n");
      assert.equal(said, `the exemption from ecs-no-public-ip for payment (platform) ${words}`);
    });
  }

  it("passes 15 days before the end, and whatever another stack's exemptions are", () => {
    const rule = exemptionsCurrentFor([until("2027-01-30"), until("2027-01-01", "test")], today);
    return expectKind(rule, { compliant, fails: {} }, {}, "pass");
  });
});
