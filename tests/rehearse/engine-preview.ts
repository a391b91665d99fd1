import type { Plan, PlanValue } from "../../preview/plan";
import { ARCHIVE, ASSET, RESOURCE_REFERENCE, SECRET, UNKNOWN } from "../../preview/registration";
import { isObject, signatureOf, type Properties } from "../../preview/simulation/wire";

/** `pulumi preview --json`, as far as it is compared. */
export interface EnginePreview {
  readonly steps: readonly { readonly op: string; readonly urn: string; readonly newState: EngineState }[];
}

interface EngineState {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: Properties;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
}

/** What the engine and the plan must agree on, for each urn. */
export type Comparable = Readonly<Record<string, unknown>>;

export function ofEngine(preview: EnginePreview): Map<string, Comparable> {
  return new Map(
    preview.steps.map(({ newState: state }) => [
      state.urn,
      {
        type: state.type,
        custom: state.custom ?? false,
        parent: state.parent ?? "",
        provider: state.provider ?? "",
        inputs: comparable(planValue(state.inputs ?? {})),
        dependencies: sorted(state.dependencies ?? []),
        propertyDependencies: stated(state.propertyDependencies ?? {}),
        protect: state.protect ?? false,
        retainOnDelete: state.retainOnDelete ?? false,
      },
    ]),
  );
}

export function ofPlan(plan: Plan): Map<string, Comparable> {
  return new Map(
    plan.resources.map((resource) => [
      resource.urn,
      {
        type: resource.type,
        custom: resource.custom,
        parent: resource.parent ?? "",
        provider: resource.provider ?? "",
        inputs: comparable(resource.inputs),
        dependencies: sorted(resource.dependencies),
        propertyDependencies: stated(resource.propertyDependencies),
        protect: resource.protect,
        retainOnDelete: resource.retainOnDelete,
      },
    ]),
  );
}

function sorted(urns: readonly string[]): string[] {
  return [...urns].sort();
}

function stated(dependencies: Readonly<Record<string, readonly string[] | null>>): Record<string, string[]> {
  const entries = Object.entries(dependencies).map(([key, urns]) => [key, sorted(urns ?? [])] as const);
  return Object.fromEntries(entries.filter(([, urns]) => urns.length > 0));
}

/** The engine's form of a value in the plan's. */
function planValue(value: unknown): PlanValue {
  if (value === UNKNOWN) return { $unknown: true };
  if (Array.isArray(value)) return value.map(planValue);
  if (!isObject(value)) return value as PlanValue;
  switch (signatureOf(value)) {
    case SECRET:
      return { $secret: true };
    case ASSET:
    case ARCHIVE:
      return { $asset: String(value["hash"]) };
    case RESOURCE_REFERENCE:
      return { $resource: String(value["urn"]) };
    default:
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, planValue(inner)]));
  }
}

/** The plan and the engine hash folders of code each in its own way, so that only their places are compared. */
function comparable(value: PlanValue): PlanValue {
  if (Array.isArray(value)) return (value as readonly PlanValue[]).map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Record<string, PlanValue>);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === "$asset" ? "some hash" : comparable(inner)]),
  );
}

/** Every difference, in words; empty if there is none. */
export function differences(engine: Map<string, Comparable>, plan: Map<string, Comparable>): string[] {
  const found: string[] = [];
  for (const urn of engine.keys()) if (!plan.has(urn)) found.push(`${urn}: only the engine has it`);
  for (const [urn, ours] of plan) {
    const theirs = engine.get(urn);
    if (theirs === undefined) {
      found.push(`${urn}: only the plan has it`);
      continue;
    }
    for (const field of Object.keys(ours)) compare(`${urn} ${field}`, theirs[field], ours[field], found);
  }
  return found;
}

function compare(place: string, theirs: unknown, ours: unknown, found: string[]): void {
  if (isObject(theirs) && isObject(ours)) {
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
      compare(`${place}.${key}`, theirs[key], ours[key], found);
    }
    return;
  }
  const [left, right] = [JSON.stringify(theirs), JSON.stringify(ours)];
  if (left !== right) found.push(`${place}: engine ${left}, plan ${right}`);
}
