import assert from "node:assert/strict";
import fc from "fast-check";
import { diffPlans, type PlanDiff, type ResourceChange, type TypeFacts } from "../../preview/diff";
import type { Plan, PlanValue } from "../../preview/plan";
import { planOf, urnOf } from "./run-fixture";

const STORE = "test:index:Store";
const facts: TypeFacts = {
  replaceOn: (type) =>
    type === "pulumi:providers:test" ? ["region"] : ["engine", "network.id", "rules[*].kind", "storeId"],
  isStateful: (type) => type === STORE,
};
const unknown = { $unknown: true } as const;
const secret = { $secret: true } as const;

function diff(base: Plan, head: Plan): PlanDiff {
  return diffPlans(base, head, facts);
}

function only(difference: PlanDiff): ResourceChange {
  const changed = difference.changes.filter(({ op }) => op !== "same");
  assert.equal(changed.length, 1, JSON.stringify(changed));
  return changed[0] as ResourceChange;
}

/** The change of one resource whose inputs go from `before` to `after`. */
function changed(before: Record<string, PlanValue>, after: Record<string, PlanValue>): ResourceChange {
  return only(diff(planOf({ name: "a", inputs: before }), planOf({ name: "a", inputs: after })));
}

describe("the difference of two plans", () => {
  it("is nothing for a plan and itself", () => {
    const value = fc.jsonValue() as fc.Arbitrary<PlanValue>;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (inputs) => {
        const plan = planOf({ name: "a", inputs }, { name: "b", inputs });
        assert.deepEqual(diff(plan, plan).summary, { create: 0, update: 0, replace: 0, delete: 0, same: 2 });
      }),
    );
  });

  it("names every input of a resource to create", () => {
    const change = only(
      diff(planOf(), planOf({ name: "a", inputs: { size: 1 }, source: { file: "a.ts", line: 3 } })),
    );
    assert.equal(change.op, "create");
    assert.deepEqual(change.properties, [{ path: "size", after: 1, forcesReplacement: false }]);
    assert.deepEqual(change.source, { file: "a.ts", line: 3 });
  });

  it("has deletes last, children before their parents", () => {
    const base = planOf({ name: "parent" }, { name: "child", parent: urnOf("parent") });
    const { changes } = diff(base, planOf({ name: "new" }));
    assert.deepEqual(
      changes.map(({ op, name }) => [op, name]),
      [
        ["create", "new"],
        ["delete", "child"],
        ["delete", "parent"],
      ],
    );
  });

  it("goes into objects, lists and documents", () => {
    const before = { tags: { Name: "a", Old: "x" }, ports: [1, 2], policy: '{"Version":"1","Allow":["a"]}' };
    const after = {
      tags: { Name: "b", "with space": "y" },
      ports: [1, 3, 4],
      policy: '{"Version":"1","Allow":["b"]}',
    };
    assert.deepEqual(
      changed(before, after).properties.map(({ path, before, after }) => [path, before, after]),
      [
        ["tags.Name", "a", "b"],
        ["tags.Old", "x", undefined],
        ['tags["with space"]', undefined, "y"],
        ["ports[1]", 2, 3],
        ["ports[2]", undefined, 4],
        ["policy.Allow[0]", "a", "b"],
      ],
    );
  });

  it("is a replacement if a property changes that cannot be changed in place", () => {
    assert.equal(changed({ size: 1 }, { size: 2 }).op, "update");
    assert.equal(changed({ engine: "a" }, { engine: "b" }).op, "replace");
    assert.equal(changed({ network: { id: "a" } }, { network: { id: "b" } }).op, "replace");
    assert.equal(changed({ network: { label: "a" } }, { network: { label: "b" } }).op, "update");
    assert.equal(changed({ rules: [{ kind: "a" }] }, { rules: [{ kind: "b" }] }).op, "replace");
    assert.equal(changed({}, { network: { id: "b" } }).op, "replace");
  });

  it("is a replacement if the program asks for one", () => {
    const head = planOf({ name: "a", inputs: { size: 2 }, replaceOnChanges: ["size"] });
    assert.equal(only(diff(planOf({ name: "a", inputs: { size: 1 } }), head)).op, "replace");
    const all = planOf({ name: "a", inputs: { size: 2 }, replaceOnChanges: ["*"] });
    assert.equal(only(diff(planOf({ name: "a", inputs: { size: 1 } }), all)).op, "replace");
  });

  it("leaves out what the program ignores", () => {
    const base = planOf({ name: "a", inputs: { engine: "a", tags: { x: "1", y: "1" } } });
    const ignoreChanges = ["engine", "tags.x"];
    const head = planOf({ name: "a", inputs: { engine: "b", tags: { x: "2", y: "2" } }, ignoreChanges });
    assert.deepEqual(
      only(diff(base, head)).properties.map(({ path }) => path),
      ["tags.y"],
    );
  });

  it("knows a component as something that is not replaced", () => {
    const base = planOf({ name: "a", custom: false, inputs: { engine: "a" } });
    assert.equal(
      only(diff(base, planOf({ name: "a", custom: false, inputs: { engine: "b" } }))).op,
      "update",
    );
  });

  it("leaves out what is only read, and default providers", () => {
    const head = planOf({ name: "a", read: true }, { name: "default_1_2_3", type: "pulumi:providers:test" });
    assert.deepEqual(diff(planOf(), head).changes, []);
  });
});

describe("fault 25: a renamed resource", () => {
  const base = planOf({ name: "old", type: STORE, inputs: { size: 1 } });

  it("with an alias is the same one", () => {
    const head = planOf({ name: "new", type: STORE, inputs: { size: 1 }, aliases: [urnOf("old", STORE)] });
    assert.deepEqual(diff(base, head).summary, { create: 0, update: 0, replace: 0, delete: 0, same: 1 });
    assert.equal(diff(base, head).changes[0]?.oldUrn, urnOf("old", STORE));
  });

  it("without one is deleted, and its data is lost", () => {
    const { changes, summary } = diff(base, planOf({ name: "new", type: STORE, inputs: { size: 1 } }));
    assert.deepEqual([summary.create, summary.delete], [1, 1]);
    assert.deepEqual(
      changes.map(({ name, losesData }) => [name, losesData]),
      [
        ["new", false],
        ["old", true],
      ],
    );
  });

  it("does not take the place of one that is still there", () => {
    const head = planOf(
      { name: "old", type: STORE, inputs: { size: 1 } },
      { name: "new", aliases: [urnOf("old", STORE)] },
    );
    assert.deepEqual(diff(base, head).summary, { create: 1, update: 0, replace: 0, delete: 0, same: 1 });
  });
});

describe("values that a plan does not hold", () => {
  it("are the same as long as they come from the same resource", () => {
    const at = (source: string) =>
      planOf(
        { name: "x" },
        { name: "y" },
        { name: "a", inputs: { id: unknown }, propertyDependencies: { id: [urnOf(source)] } },
      );
    assert.equal(diff(at("x"), at("x")).summary.same, 3);
    assert.deepEqual(only(diff(at("x"), at("y"))).properties, [
      { path: "id", before: unknown, after: unknown, forcesReplacement: false },
    ]);
  });

  it("change with the replacement of what they come from, and can force another one", () => {
    const plan = (engine: string) =>
      planOf(
        { name: "source", inputs: { engine } },
        {
          name: "store",
          type: STORE,
          inputs: { storeId: unknown },
          propertyDependencies: { storeId: [urnOf("source")] },
        },
        { name: "other", inputs: { label: unknown }, propertyDependencies: { label: [urnOf("source")] } },
      );
    const { changes } = diff(plan("a"), plan("b"));
    assert.deepEqual(
      changes.map(({ name, op, losesData }) => [name, op, losesData]),
      [
        ["source", "replace", false],
        ["store", "replace", true],
        ["other", "update", false],
      ],
    );
    assert.equal(changes[1]?.properties[0]?.because, urnOf("source"));
  });

  it("force a replacement only where they stand", () => {
    const plan = (engine: string) =>
      planOf(
        { name: "source", inputs: { engine } },
        {
          name: "a",
          inputs: { network: { id: "fixed", label: unknown }, rules: [{ kind: unknown }] },
          propertyDependencies: { network: [urnOf("source")] },
        },
      );
    const change = diff(plan("a"), plan("b")).changes[1];
    assert.equal(change?.op, "update");
    assert.deepEqual(
      change.properties.map(({ path }) => path),
      ["network.label"],
    );
  });

  it("fault 33: show nothing of a secret, and a change only if it starts or ends being one", () => {
    assert.equal(
      diff(planOf({ name: "a", inputs: { p: secret } }), planOf({ name: "a", inputs: { p: secret } })).summary
        .same,
      1,
    );
    assert.deepEqual(changed({ p: "text" }, { p: secret }).properties, [
      { path: "p", before: "text", after: secret, forcesReplacement: false },
    ]);
  });

  it("become known, which is a change", () => {
    assert.deepEqual(changed({ p: unknown }, { p: "known" }).properties[0]?.before, unknown);
  });
});

describe("stateful resources", () => {
  const store = { name: "store", type: STORE, inputs: { engine: "a" } };
  const replaced = { ...store, inputs: { engine: "b" } };

  it("lose their data when they are replaced", () => {
    const change = only(diff(planOf(store), planOf(replaced)));
    assert.deepEqual([change.op, change.stateful, change.losesData], ["replace", true, true]);
  });

  it("keep it if they are retained, as they are in the plan that is deployed", () => {
    const retained = planOf({ ...store, retainOnDelete: true });
    assert.equal(only(diff(retained, planOf({ ...replaced, retainOnDelete: true }))).losesData, false);
    assert.equal(only(diff(planOf(store), planOf({ ...replaced, retainOnDelete: true }))).losesData, true);
  });

  it("say that they are protected, and when they no longer are", () => {
    assert.equal(only(diff(planOf({ ...store, protect: true }), planOf())).protect, true);
    const [change] = diff(planOf({ ...store, protect: true, retainOnDelete: true }), planOf(store)).changes;
    assert.deepEqual([change?.op, change?.released], ["same", ["protect", "retainOnDelete"]]);
  });

  it("are replaced with their provider if it moves elsewhere", () => {
    const plan = (region: string, name: string) =>
      planOf(
        { name, type: "pulumi:providers:test", inputs: { region, version: name } },
        { ...store, provider: `${urnOf(name, "pulumi:providers:test")}::id` },
      );
    const op = (base: Plan, head: Plan) => diff(base, head).changes.find(({ type }) => type === STORE)?.op;
    assert.equal(op(plan("here", "p"), plan("there", "p")), "replace");
    assert.equal(op(plan("here", "p"), plan("there", "q")), "replace");
    assert.equal(op(plan("here", "p"), plan("here", "q")), "same");
  });
});
