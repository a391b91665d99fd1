import { diffPlans, type PropertyChange, type ResourceChange } from "../preview/diff";
import type { Plan, PlanResource, PlanValue, PolicyFinding, PolicyReport } from "../preview/plan";
import { componentOf } from "../pricing/breakdown";
import { monthlyCost } from "../pricing/cost";
import { costOf } from "./costs";
import { redact } from "./redact";
import type { Change, Finding, StackReport } from "./report";
import { excerpt } from "./values";

/** Properties of one resource that are listed; the rest is counted. */
const MOST_PROPERTIES = 20;

/** What a pull request does to one stack, from the project's own plans of its base and its head. */
export function reportOfPlans(input: {
  /** Absent for a stack that the base does not have. */
  readonly base: Plan | undefined;
  readonly head: Plan;
  /** Day for which prices hold, `YYYY-MM-DD`. */
  readonly on: string;
  readonly durationSeconds?: number;
}): StackReport {
  const { base, head } = input;
  const diff = diffPlans(base ?? { ...head, resources: [] }, head);
  const inBase = byUrn(base?.resources ?? []);
  const inHead = byUrn(head.resources);
  const all = new Map([...inBase, ...inHead]);
  const changes = diff.changes.filter(isInCloud);
  const cost = monthlyCost(head, { on: input.on });
  return {
    stack: redact(head.stack),
    tool: "plan",
    refreshed: false,
    ...(input.durationSeconds !== undefined && { durationSeconds: input.durationSeconds }),
    counts: countOf(changes),
    changes: changes.filter((change) => change.op !== "same").map((change) => changeOf(change, all, inBase)),
    released: changes.flatMap((change) => releasedOf(change, all)),
    uses: usesOf(head.resources, changes, all),
    ...(head.policies !== undefined && { policies: policiesOf(head.policies, base?.policies, all) }),
    cost: costOf(cost, head.resources, base && monthlyCost(base, { on: input.on }), base?.resources),
    notes: head.notes.map(redact),
  };
}

/** Components and providers are bookkeeping: nothing happens in the cloud on their account. */
export const isInCloud = (resource: { readonly custom: boolean; readonly type: string }): boolean =>
  resource.custom && !resource.type.startsWith("pulumi:");

export function countOf(changes: readonly { readonly op: ResourceChange["op"] }[]): StackReport["counts"] {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  for (const { op } of changes) counts[op]++;
  return counts;
}

type ByUrn = ReadonlyMap<string, PlanResource>;
const byUrn = (resources: readonly PlanResource[]): ByUrn =>
  new Map(resources.map((each) => [each.urn, each]));

function changeOf(change: ResourceChange, all: ByUrn, inBase: ByUrn): Change {
  const { op } = change;
  if (op === "same") throw new Error(`${change.urn} has not changed`);
  const inputs = [all.get(change.urn)?.inputs, inBase.get(change.oldUrn ?? change.urn)?.inputs];
  // What forces the replacement must be among those that are listed.
  const properties = op === "create" ? [] : [...change.properties].sort(byForce);
  return {
    op,
    urn: redact(change.urn),
    ...(change.oldUrn !== undefined && { oldUrn: redact(change.oldUrn) }),
    type: redact(change.type),
    name: redact(change.name),
    component: redact(componentOf(change.urn, all)),
    stateful: change.stateful,
    losesData: change.losesData,
    protect: change.protect,
    properties: properties
      .slice(0, MOST_PROPERTIES)
      .map((property) => propertyOf(change.type, property, inputs)),
    propertyCount: properties.length,
    ...(change.source && { source: { ...change.source } }),
  };
}

const byForce = (a: PropertyChange, b: PropertyChange): number =>
  Number(b.forcesReplacement) - Number(a.forcesReplacement);

function releasedOf({ urn, type, name, released, op }: ResourceChange, all: ByUrn): StackReport["released"] {
  if (released.length === 0 || op === "delete") return [];
  const component = redact(componentOf(urn, all));
  return [{ name: redact(name), type: redact(type), component, safeguards: [...released] }];
}

type Inputs = Readonly<Record<string, PlanValue>> | undefined;

export function propertyOf(
  type: string,
  property: PropertyChange,
  inputs: readonly Inputs[],
): Change["properties"][number] {
  const { path, forcesReplacement, because } = property;
  return {
    path: redact(path),
    ...excerpt(type, path, property, nameBeside(path, inputs)),
    forcesReplacement,
    ...(because !== undefined && { because: redact(because.replace(/^.*::/, "")) }),
  };
}

/** The `name` next to the `value` that a path such as `env[2].value` leads to. */
function nameBeside(path: string, inputs: readonly Inputs[]): string | undefined {
  if (!/\.value$/.test(path)) return undefined;
  const keys = path.split(/[.[\]"]+/).filter((key) => key !== "");
  for (const root of inputs) {
    let value: PlanValue | undefined = root;
    for (const key of keys.slice(0, -1))
      value = (value as Readonly<Record<string, PlanValue>> | undefined)?.[key];
    const name = (value as { readonly name?: PlanValue } | null | undefined)?.name;
    if (typeof name === "string") return name;
  }
  return undefined;
}

/** Which changed components use which others that change too. */
function usesOf(
  resources: readonly PlanResource[],
  changes: readonly ResourceChange[],
  all: ByUrn,
): [string, string][] {
  const componentOfUrn = new Map(resources.map(({ urn }) => [urn, redact(componentOf(urn, all))]));
  const changed = new Set(
    changes.filter(({ op }) => op !== "same").map(({ urn }) => componentOfUrn.get(urn)),
  );
  const uses = new Map<string, [string, string]>();
  for (const { urn, dependencies } of resources) {
    const from = componentOfUrn.get(urn);
    for (const dependency of dependencies) {
      const to = componentOfUrn.get(dependency);
      if (from === undefined || to === undefined || from === to || !changed.has(from) || !changed.has(to))
        continue;
      uses.set(JSON.stringify([from, to]), [from, to]);
    }
  }
  return [...uses.values()];
}

function policiesOf(
  policies: PolicyReport,
  before: PolicyReport | undefined,
  all: ByUrn,
): NonNullable<StackReport["policies"]> {
  const key = ({ rule, urn }: PolicyFinding): string => JSON.stringify([rule, urn]);
  const known = before && new Set([...before.findings, ...before.undecided].map(key));
  const finding = ({ rule, level, severity, message, remediation, urn, source }: PolicyFinding): Finding => ({
    rule: redact(rule),
    level,
    severity,
    message: redact(message),
    remediation: redact(remediation),
    ...(urn !== undefined && { resource: redact(all.get(urn)?.name ?? urn) }),
    ...(source && { source: { ...source } }),
  });
  return {
    pack: redact(policies.pack),
    packVersion: redact(policies.packVersion),
    findings: policies.findings.map((found) => ({
      ...finding(found),
      ...(known && { isNew: !known.has(key(found)) }),
    })),
    undecided: policies.undecided.map(finding),
    errors: policies.errors.map(redact),
  };
}
