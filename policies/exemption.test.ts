import assert from "node:assert/strict";
import * as fc from "fast-check";
import { covers, daysLeft, endsSoon, malformed, type Exemption } from "./exemption";
import { exemptions } from "./exemptions";
import { rules } from "./packs/rules";
import { matchesPattern } from "./pattern";

const sound: Exemption = {
  rule: "ecs-no-public-ip",
  stacks: ["lean"],
  type: "aws:ecs/service:Service",
  name: "lean-*",
  owner: "platform",
  reason: "no NAT gateway in this stack",
  expires: "2027-02-28",
};

describe("an exemption", () => {
  it("that is complete is not complained about, and all reviewed ones are", () => {
    assert.deepEqual(malformed([sound], rules), []);
    assert.deepEqual(malformed(exemptions, rules), []);
  });

  for (const [name, change, words] of [
    ["of no rule", { rule: "ecs-no-public-ips" }, "names no rule of this pack"],
    ["of no stack", { stacks: [] }, "needs at least one stack"],
    ["of a stack that is no list", { stacks: "lean" }, "needs at least one stack"],
    ["without an owner", { owner: "" }, "needs a owner"],
    ["without a reason", { reason: " " }, "needs a reason"],
    ["without a name", { name: undefined }, "needs a name"],
    ["without a type", { type: undefined }, "needs a type"],
    ["without an end", { expires: undefined }, "expires is undefined and should be a day"],
    ["with an end that is no day", { expires: "2027-02-30" }, 'expires is "2027-02-30" and should be a day'],
    ["with an end in another form", { expires: "28.02.2027" }, "should be a day, such as 2027-03-31"],
    ["with a time", { expires: "2027-02-28T12:00:00Z" }, "should be a day"],
  ] as const) {
    it(`${name} is malformed`, () => {
      const problems = malformed([sound, { ...sound, ...change } as Exemption], rules);
      assert.ok(
        problems.some((problem) => problem.startsWith("exemption 2 ") && problem.includes(words)),
        problems.join("; "),
      );
    });
  }

  it("covers resources of its type, name and stacks", () => {
    const resource = { type: sound.type, name: "lean-order" };
    assert.equal(covers(sound, "lean", resource), true);
    assert.equal(covers(sound, "prod", resource), false);
    assert.equal(
      covers(sound, "lean", { ...resource, type: "aws:ecs/taskDefinition:TaskDefinition" }),
      false,
    );
    assert.equal(covers(sound, "lean", { ...resource, name: "order" }), false);
  });

  it("counts through its last day, wherever the sun is", () => {
    assert.equal(daysLeft(sound, new Date("2027-02-28T23:59:59Z")), 0);
    assert.equal(daysLeft(sound, new Date("2027-03-01T00:00:00Z")), -1);
  });

  it("warns in its last 14 days", () => {
    const days = ["2027-02-13", "2027-02-14", "2027-02-28", "2027-03-01"].map((day) =>
      endsSoon(sound, new Date(day)),
    );
    assert.deepEqual(days, [false, true, true, false]);
  });
});

describe("a pattern", () => {
  it("matches any text with * in any place, and every other character by itself", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (head, middle, tail) => {
        fc.pre(!`${head}${tail}`.includes("*"));
        assert.ok(matchesPattern(`${head}*${tail}`, `${head}${middle}${tail}`));
        assert.equal(matchesPattern(head, tail), head === tail);
      }),
    );
  });
});
