import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPlan } from "../../preview/build-plan";
import { registrationOf } from "../../preview/known-resources";
import {
  ARCHIVE,
  ASSET,
  OUTPUT_VALUE,
  RESOURCE_REFERENCE,
  SECRET,
  SIGNATURE,
  UNKNOWN,
} from "../../preview/registration";
import { parsePlan, readPlan } from "../../preview/read-plan";
import { planOf, urnOf } from "./run-fixture";

const thing = { urn: urnOf("a"), type: "test:index:Thing", name: "a" };

function planValueOf(value: unknown): unknown {
  const registrations = [registrationOf({ ...thing, inputs: { value } })];
  return buildPlan({ project: "fixture", stack: "test", registrations, outputs: {} }).resources[0]?.inputs[
    "value"
  ];
}

describe("a plan", () => {
  it("marks what is unknown, secret, a file or another resource, at any depth", () => {
    assert.deepEqual(planValueOf([{ a: UNKNOWN }]), [{ a: { $unknown: true } }]);
    assert.deepEqual(planValueOf({ [SIGNATURE]: SECRET, value: "hunter2" }), { $secret: true });
    assert.deepEqual(planValueOf({ [SIGNATURE]: ASSET, text: "x", hash: "abc" }), { $asset: "abc" });
    assert.deepEqual(planValueOf({ [SIGNATURE]: ARCHIVE, assets: {}, hash: "def" }), { $asset: "def" });
    assert.deepEqual(planValueOf({ [SIGNATURE]: RESOURCE_REFERENCE, urn: urnOf("b"), id: "" }), {
      $resource: urnOf("b"),
    });
    assert.deepEqual(planValueOf({ [SIGNATURE]: OUTPUT_VALUE }), { $unknown: true });
    assert.deepEqual(planValueOf({ [SIGNATURE]: OUTPUT_VALUE, value: 1 }), 1);
    assert.deepEqual(planValueOf({ [SIGNATURE]: OUTPUT_VALUE, value: 1, secret: true }), { $secret: true });
  });

  it("says what it is, and what in it is simulated", () => {
    const registrations = [
      registrationOf({ urn: urnOf("c", "x:y:Remote"), type: "x:y:Remote", name: "c", custom: false }),
      registrationOf({ ...thing, simulated: true, parent: urnOf("c", "x:y:Remote") }),
    ];
    const { notes } = buildPlan({ project: "fixture", stack: "test", registrations, outputs: {} });
    assert.match(notes.join(" "), /not the live state, and it says nothing about drift/);
    assert.match(notes.join(" "), /Simulated are 1 resource: the children of x:y:Remote/);
  });

  it("survives being written and read", () => {
    const plan = planOf({
      name: "a",
      inputs: { p: { $unknown: true }, q: [null, 1] },
      source: { file: "a.ts", line: 1 },
    });
    const path = join(mkdtempSync(join(tmpdir(), "plan-")), "plan.json");
    writeFileSync(path, JSON.stringify(plan));
    assert.deepEqual(readPlan(path), plan);
  });
});

describe("fault 42: a malformed plan file", () => {
  const plan = planOf({ name: "a" });
  const cases: Record<string, [unknown, RegExp]> = {
    "is no plan at all": [{ resources: [] }, /format: must be commerce-plan/],
    "is of another version": [{ ...plan, version: 2 }, /version: must be 1/],
    "has no resources": [{ ...plan, resources: [] }, /resources: is empty/],
    "has a resource without inputs": [
      { ...plan, resources: [{ ...plan.resources[0], inputs: undefined }] },
      /resources\.0\.inputs:/,
    ],
    "has findings of an unknown level": [
      { ...plan, policies: { pack: "p", packVersion: "1", findings: [{ level: "fatal" }] } },
      /policies\.findings\.0\.level:/,
    ],
    "is a list": [[plan], /it: /],
  };
  for (const [name, [content, message]] of Object.entries(cases)) {
    it(`that ${name} is refused, and what is wrong is named`, () => {
      assert.throws(() => parsePlan(content, "base.json"), message);
      assert.throws(() => parsePlan(content, "base.json"), /^Error: base\.json is not a valid plan/);
    });
  }

  it("that is cut off is refused with its name", () => {
    const path = join(mkdtempSync(join(tmpdir(), "plan-")), "cut.json");
    writeFileSync(path, JSON.stringify(plan).slice(0, 100));
    assert.throws(() => readPlan(path), /cut\.json cannot be read as a plan/);
  });

  it("that is not there is refused with its name", () => {
    assert.throws(() => readPlan("nowhere.json"), /nowhere\.json cannot be read as a plan: ENOENT/);
  });
});
