import assert from "node:assert/strict";
import { resolve } from "node:path";

import { startAnalyzer } from "../../preview/analyzer";
import { buildPlan } from "../../preview/build-plan";
import { diffPlans, type ResourceChange, type TypeFacts } from "../../preview/diff";
import type { Plan, PlanResource, PolicyFinding } from "../../preview/plan";
import { compilePolicyPack } from "../../preview/policy-pack";
import type { Registration } from "../../preview/registration";
import * as simulation from "../../preview/simulation";
import { preview, previewed, type Stack } from "../stacks/previewed";

const DATABASE = "aws:rds/instance:Instance";

describe("production's stores", () => {
  let stack: Stack;
  let plan: Plan;

  before(async () => {
    stack = await previewed("prod");
    plan = planOf(stack.resources);
  });

  const changesOf = (head: Plan, facts?: TypeFacts): readonly ResourceChange[] =>
    diffPlans(plan, head, facts).changes.filter(({ op }) => op !== "same");
  const withDatabase = (change: PlanResource["inputs"]): Plan => ({
    ...plan,
    resources: plan.resources.map((each) =>
      each.type === DATABASE && each.name === "data-payment"
        ? { ...each, inputs: { ...each.inputs, ...change } }
        : each,
    ),
  });

  it("fault 23: are not replaced when their kind or size of storage changes", () => {
    const [change, ...others] = changesOf(
      withDatabase({ storageType: "io2", iops: 3000, allocatedStorage: 200 }),
    );
    assert.deepEqual(others, []);
    assert.deepEqual([change?.name, change?.op, change?.losesData], ["data-payment", "update", false]);
  });

  it("fault 24: are not replaced because a provider's new version says so: the engine refuses, and data stays", () => {
    const newMajor: TypeFacts = {
      ...simulation,
      replaceOn: (type) => [...simulation.replaceOn(type), ...(type === DATABASE ? ["engineVersion"] : [])],
    };
    const [change] = changesOf(withDatabase({ engineVersion: "18" }), newMajor);
    assert.deepEqual(
      [change?.op, change?.stateful, change?.protect, change?.losesData],
      ["replace", true, true, false],
    );
  });

  it("fault 25: are not replaced when a component is renamed and has no alias: the engine refuses to delete them", () => {
    const renamed = (text: string): string => text.replaceAll("data-payment", "data-pay");
    const head = {
      ...plan,
      resources: JSON.parse(renamed(JSON.stringify(plan.resources))) as Plan["resources"],
    };
    const deleted = changesOf(head).filter(({ op, type }) => op === "delete" && type === DATABASE);
    assert.deepEqual(
      deleted.map(({ name, protect, losesData }) => [name, protect, losesData]),
      [["data-payment", true, false]],
    );
  });

  it("fault 27: are not dropped by a setting: one that is left out is refused by name", async () => {
    const without = await preview("prod", process.cwd(), (settings) => {
      const { payment, ...others } = settings["commerce:data"] as Record<string, unknown>;
      assert.ok(payment);
      settings["commerce:data"] = others;
    });
    assert.match(without.errors, /data\.payment/);
    const gone = plan.resources.filter(({ name }) => name !== "data-payment");
    const deleted = changesOf({ ...plan, resources: gone }).filter(({ type }) => type === DATABASE);
    assert.deepEqual(
      deleted.map(({ op, protect, losesData }) => [op, protect, losesData]),
      [["delete", true, false]],
    );
  });
});

describe("production's policies", () => {
  let findings: readonly PolicyFinding[];

  before(async function () {
    this.timeout(180_000);
    const { resources } = await previewed("prod");
    const spoilt = resources.map(spoil);
    const packDirectory = resolve("policies");
    await compilePolicyPack(process.cwd(), packDirectory);
    const analyzer = await startAnalyzer({
      packDirectory,
      projectDirectory: process.cwd(),
      project: "commerce",
      stack: "prod",
      organization: "organization",
    });
    try {
      const report = await analyzer.analyze(spoilt);
      assert.deepEqual(report.errors, []);
      findings = report.findings.filter(({ level }) => level === "mandatory");
    } finally {
      analyzer.close();
    }
  });

  const messages = (name: string): string =>
    findings
      .filter(({ urn }) => urn?.endsWith(`::${name}`))
      .map(({ rule, message }) => `${rule}: ${message}`)
      .join("\n");

  it("fault 21: refuse a store that Pulumi does not protect", () => {
    assert.match(messages("data-payment"), /stateful-protected: .*Pulumi would delete it when told/);
  });

  it("fault 26: refuse a database without a last snapshot, or with no days of backups", () => {
    assert.match(messages("data-catalog"), /stateful-protected: .*without a last snapshot/);
    assert.match(messages("data-catalog"), /database-backup-and-upgrade: .*too few days/);
  });

  it("fault 43: refuse a disruption budget that lets no pod go", () => {
    assert.match(messages("order-disruption-budget"), /disruption-budget-allows-one: .*lets no pod go/);
  });

  it("blame nobody else for that", () => {
    const spoiltNames = ["data-payment", "data-catalog", "order-disruption-budget"];
    const rules = ["stateful-protected", "database-backup-and-upgrade", "disruption-budget-allows-one"];
    const blamed = findings
      .filter(({ rule }) => rules.includes(rule))
      .map(({ urn }) => urn?.split("::").at(-1));
    assert.deepEqual([...new Set(blamed)].sort(), spoiltNames.sort());
  });
});

/** Takes a safeguard from three resources of production. */
function spoil(resource: Registration): Registration {
  const { type, name, inputs } = resource;
  if (type === DATABASE && name === "data-payment") return { ...resource, protect: false };
  if (type === DATABASE && name === "data-catalog")
    return { ...resource, inputs: { ...inputs, skipFinalSnapshot: true, backupRetentionPeriod: 0 } };
  if (type === "kubernetes:policy/v1:PodDisruptionBudget" && name.startsWith("order"))
    return { ...resource, inputs: { ...inputs, spec: { ...(inputs["spec"] as object), maxUnavailable: 0 } } };
  return resource;
}

function planOf(registrations: readonly Registration[]): Plan {
  return buildPlan({ project: "commerce", stack: "prod", registrations, outputs: {} });
}
