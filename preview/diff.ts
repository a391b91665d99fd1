import { changedValues, isWithin, overlap, own, unknownInBoth } from "./diff-values";
import type { Plan, PlanResource, PlanValue } from "./plan";
import type { SourcePosition } from "./registration";
import * as simulated from "./simulation/replacement";
import { providedPackage } from "./urn";
import { pathTo } from "./wire-values";

/** What lies between two plans of a stack: what deploying `head` over `base` would do. */
export interface PlanDiff {
  readonly stack: string;
  /** Every resource of both plans, in `head`'s order; what only `base` has comes last, children before parents. */
  readonly changes: readonly ResourceChange[];
  readonly summary: Readonly<Record<Operation, number>>;
}

export type Operation = "create" | "update" | "replace" | "delete" | "same";

export interface ResourceChange {
  readonly op: Operation;
  /** In `head`; for a delete, in `base`. */
  readonly urn: string;
  /** Its URN in `base`, where an alias says that the resource was renamed or moved. */
  readonly oldUrn?: string;
  readonly type: string;
  readonly name: string;
  /** `false` for a component: nothing happens in the cloud on its account. */
  readonly custom: boolean;
  /** It holds data that nothing else can restore: a database, a bucket, a volume, a key … */
  readonly stateful: boolean;
  /** A replace or delete of a stateful resource that `base` does not retain on delete. */
  readonly losesData: boolean;
  /** Protected in `base` (in `head` for a create): the engine refuses to delete or replace it. */
  readonly protect: boolean;
  /** In `base` (in `head` for a create): a delete or replace leaves the old object in the cloud. */
  readonly retainOnDelete: boolean;
  /** In `head`: a replace deletes the old object first, so there is a gap. */
  readonly deleteBeforeReplace: boolean;
  /** Safeguards that `base` had and `head` takes away. */
  readonly released: readonly Safeguard[];
  /** Of a create, all inputs; of a delete, none. */
  readonly properties: readonly PropertyChange[];
  readonly source?: SourcePosition;
}

export type Safeguard = "protect" | "retainOnDelete";

export interface PropertyChange {
  /** As in `ignoreChanges`: `tags.Name`, `ingress[0].fromPort`, `data["tls.crt"]`; inside JSON text as well. */
  readonly path: string;
  /** Absent if `head` adds the property. */
  readonly before?: PlanValue;
  /** Absent if `head` removes it. */
  readonly after?: PlanValue;
  readonly forcesReplacement: boolean;
  /** The resource whose replacement can change this value, which neither plan knows. */
  readonly because?: string;
}

/** Facts about the provider's types that no plan holds. */
export interface TypeFacts {
  /** Input properties whose change replaces a resource of the type. */
  readonly replaceOn: (type: string, providerInputs?: Record<string, unknown>) => readonly string[];
  readonly isStateful: (type: string) => boolean;
}

/**
 * What deploying `head` over `base` would do, as far as two plans can tell. A resource is the same one if its URN is, or
 * if one of its aliases is a URN of `base`. Resources that are only read, and default providers, are left out.
 */
export function diffPlans(base: Plan, head: Plan, facts: TypeFacts = simulated): PlanDiff {
  const baseResources = base.resources.filter(isManaged);
  const headResources = head.resources.filter(isManaged);
  const context = matched(baseResources, headResources, facts);
  const changes = headResources.map((resource) => compare(resource, context));
  const deleted = baseResources.filter(({ urn }) => !context.newUrnOf.has(urn)).reverse();
  changes.push(...deleted.map((resource) => change("delete", resource, resource, [], context)));
  const summary = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  for (const { op } of changes) summary[op] += 1;
  return { stack: head.stack, changes, summary };
}

function isManaged({ read, type, name }: PlanResource): boolean {
  return !read && !(providedPackage(type) !== undefined && /^default(_|$)/.test(name));
}

interface Context {
  readonly facts: TypeFacts;
  readonly base: ReadonlyMap<string, PlanResource>;
  readonly head: ReadonlyMap<string, PlanResource>;
  /** From a URN in `head` to the one it has in `base`. */
  readonly oldUrnOf: ReadonlyMap<string, string>;
  readonly newUrnOf: ReadonlyMap<string, string>;
  /** URNs in `head` of what has been found to be replaced so far. */
  readonly replaced: Set<string>;
}

function matched(base: readonly PlanResource[], head: readonly PlanResource[], facts: TypeFacts): Context {
  const byUrn = (resources: readonly PlanResource[]) => new Map(resources.map((each) => [each.urn, each]));
  const [baseByUrn, headByUrn] = [byUrn(base), byUrn(head)];
  const oldUrnOf = new Map<string, string>();
  const newUrnOf = new Map<string, string>();
  for (const { urn, aliases } of head) {
    const candidates = [urn, ...aliases.filter((alias) => !headByUrn.has(alias) && !newUrnOf.has(alias))];
    const old = candidates.find((candidate) => baseByUrn.has(candidate));
    if (old === undefined) continue;
    oldUrnOf.set(urn, old);
    newUrnOf.set(old, urn);
  }
  return { facts, base: baseByUrn, head: headByUrn, oldUrnOf, newUrnOf, replaced: new Set() };
}

function compare(head: PlanResource, context: Context): ResourceChange {
  const base = context.base.get(context.oldUrnOf.get(head.urn) ?? "");
  if (base === undefined) {
    const inputs = Object.entries(head.inputs);
    const properties = inputs.map(([path, after]) => ({ path, after, forcesReplacement: false }));
    return change("create", undefined, head, properties, context);
  }
  const properties = changedInputs(base, head, context);
  if (properties.length === 0) return change("same", base, head, [], context);
  const replaces = head.custom && properties.some(({ forcesReplacement }) => forcesReplacement);
  if (replaces) context.replaced.add(head.urn);
  return change(replaces ? "replace" : "update", base, head, properties, context);
}

function changedInputs(base: PlanResource, head: PlanResource, context: Context): PropertyChange[] {
  const provider = context.head.get(urnOfProvider(head) ?? "");
  const selectors = [...context.facts.replaceOn(head.type, provider?.inputs), ...head.replaceOnChanges];
  const known = changedValues(base.inputs, head.inputs);
  const changes = [...known, ...repointed(base, head, context)]
    .filter(({ path }) => !head.ignoreChanges.some((ignored) => isWithin(path, ignored)))
    .map((each) => ({
      ...each,
      forcesReplacement: selectors.some((selector) => overlap(each.path, selector)),
    }));
  return [...changes, ...changedProvider(base, head, context)];
}

/** Values that neither plan knows, and that still change: what they come from is replaced, or is another resource. */
function repointed(
  base: PlanResource,
  head: PlanResource,
  { newUrnOf, replaced }: Context,
): Omit<PropertyChange, "forcesReplacement">[] {
  return Object.keys(head.inputs).flatMap((key) => {
    const sources = own(head.propertyDependencies, key) ?? [];
    const because = sources.find((urn) => replaced.has(urn));
    const earlier = new Set(
      (own(base.propertyDependencies, key) ?? []).map((urn) => newUrnOf.get(urn) ?? urn),
    );
    const isSame = earlier.size === sources.length && sources.every((urn) => earlier.has(urn));
    if (because === undefined && isSame) return [];
    return unknownInBoth(own(base.inputs, key), head.inputs[key], pathTo("", key)).map((path) => ({
      path,
      before: { $unknown: true } as const,
      after: { $unknown: true } as const,
      ...(because === undefined ? {} : { because }),
    }));
  });
}

/** Another provider matters only if the two differ in what forces replacements: another region, another cluster. */
function changedProvider(base: PlanResource, head: PlanResource, context: Context): PropertyChange[] {
  const [before, after] = [urnOfProvider(base), urnOfProvider(head)];
  if (before === undefined || after === undefined) return [];
  const change = { path: "provider", before, after, forcesReplacement: true };
  if (context.replaced.has(after)) return [{ ...change, because: after }];
  const [old, current] = [context.base.get(before), context.head.get(after)];
  if (context.newUrnOf.get(before) === after || old === undefined || current === undefined) return [];
  const selectors = context.facts.replaceOn(current.type);
  const differs = changedValues(old.inputs, current.inputs).some(({ path }) =>
    selectors.some((selector) => overlap(path, selector)),
  );
  return differs ? [change] : [];
}

function urnOfProvider({ provider }: PlanResource): string | undefined {
  return provider?.slice(0, provider.lastIndexOf("::"));
}

function change(
  op: Operation,
  base: PlanResource | undefined,
  current: PlanResource,
  properties: readonly PropertyChange[],
  { facts }: Context,
): ResourceChange {
  const { protect, retainOnDelete } = base ?? current;
  const stateful = current.custom && facts.isStateful(current.type);
  const safeguards: readonly Safeguard[] = ["protect", "retainOnDelete"];
  return {
    op,
    urn: current.urn,
    ...(base === undefined || base.urn === current.urn ? {} : { oldUrn: base.urn }),
    type: current.type,
    name: current.name,
    custom: current.custom,
    stateful,
    losesData: stateful && (op === "replace" || op === "delete") && !retainOnDelete,
    protect,
    retainOnDelete,
    deleteBeforeReplace: current.deleteBeforeReplace,
    released: safeguards.filter((safeguard) => base?.[safeguard] === true && !current[safeguard]),
    properties,
    ...(current.source === undefined ? {} : { source: current.source }),
  };
}
