import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { frameworks } from "../frameworks";
import { typesOf } from "../testing/sdk-types";
import { groups, rules } from "./rules";
import { settingsIn, settingsOf } from "./settings";
import { levelIn, strictnessOf } from "./strictness";

const engineTypes = ["pulumi:pulumi:Stack", "pulumi:providers:aws"];
const stacks = ["test", "prod", "staging", "dr", "lean", "fargate"];

describe("the rules of the pack", () => {
  it("have ids of their own", () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    assert.ok(rules.length >= 94);
  });

  it("look at types that exist", () => {
    const known = new Set([...engineTypes, ...typesOf("@pulumi/aws"), ...typesOf("@pulumi/kubernetes")]);
    const podForms = /^kubernetes:(core|apps|extensions|batch)\/\w+:\w+$/;
    const unknown = rules
      .flatMap(({ types }) => (typeof types === "function" ? [] : types))
      .filter((type) => !known.has(type) && !podForms.test(type));
    assert.deepEqual([...new Set(unknown)], []);
  });

  for (const [group, members] of Object.entries(groups)) {
    const folder = group.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const rule of members) {
      it(`${rule.id} is complete, and in a file of its name beside its spec`, () => {
        const file = join(__dirname, "..", "rules", folder, rule.id);
        assert.ok(existsSync(`${file}.ts`) && existsSync(`${file}.test.ts`), file);
        assert.match(rule.description, /^[A-Z].*\.$/s);
        assert.match(rule.remediation, /^[A-Z].*\.$/s);
        assert.ok(Object.keys(rule.references).every((framework) => framework in frameworks));
        const remedies = rule.scope === "resource" && rule.remedy !== undefined;
        assert.equal(rule.level === "remediate", remedies);
      });
    }
  }
});

describe("the strictness of stacks", () => {
  const rule = (level: "mandatory" | "advisory", productionOnly: boolean) => {
    const [first] = rules;
    assert.ok(first);
    return { ...first, level, productionOnly };
  };

  it("is that of production where production is alike, and for every stack that is not named", () => {
    assert.deepEqual(
      [...stacks, "someone", undefined].map((stack) => strictnessOf(stack)),
      ["lenient", "strict", "strict", "strict", "lenient", "strict", "strict", "strict"],
    );
  });

  it("makes what is for production alone one level milder elsewhere", () => {
    assert.equal(levelIn("prod", rule("mandatory", true)), "mandatory");
    assert.equal(levelIn("test", rule("mandatory", true)), "advisory");
    assert.equal(levelIn("test", rule("advisory", true)), "disabled");
    assert.equal(levelIn("test", rule("mandatory", false)), "mandatory");
  });
});

describe("the settings of stacks", () => {
  for (const stack of stacks) {
    it(`of ${stack} are settings that the rules have, of their types and in their ranges`, () => {
      for (const rule of rules) {
        for (const [key, value] of Object.entries(settingsIn(stack, rule.id))) {
          const schema = rule.settings?.[key];
          assert.ok(schema, `${rule.id} has no setting ${key}`);
          if (schema.type === "array")
            assert.ok(Array.isArray(value) && value.every((each) => typeof each === "string"));
          else assert.ok(typeof value === "number" && value >= schema.minimum && value <= schema.maximum);
        }
      }
    });
  }

  it("name rules that exist", () => {
    const ids = rules.map(({ id }) => id);
    for (const stack of stacks)
      assert.deepEqual(
        Object.keys(settingsOf(stack)).filter((id) => !ids.includes(id)),
        [],
      );
  });
});
