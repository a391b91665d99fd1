import { count } from "./format";
import type { Plan, PlanResource, PlanValue, PolicyReport } from "./plan";
import {
  ARCHIVE,
  ASSET,
  OUTPUT_VALUE,
  RESOURCE_REFERENCE,
  SECRET,
  UNKNOWN,
  type Registration,
} from "./registration";
import { isObject, signatureOf, type Properties } from "./simulation/wire";

/** What a run of a program gives for a plan. */
export interface PlanSource {
  readonly project: string;
  readonly stack: string;
  readonly registrations: readonly Registration[];
  /** Of the stack, in wire form. */
  readonly outputs: Properties;
}

/** Makes a plan of what was registered. No secret gets into it. */
export function buildPlan(source: PlanSource, policies?: PolicyReport): Plan {
  return {
    format: "commerce-plan",
    version: 1,
    project: source.project,
    stack: source.stack,
    notes: notesOn(source.registrations),
    resources: source.registrations.map(planResource),
    outputs: planValues(source.outputs),
    ...(policies === undefined ? {} : { policies }),
  };
}

function notesOn(registrations: readonly Registration[]): string[] {
  const simulated = registrations.filter((each) => each.simulated);
  const remote = new Set(simulated.map(({ parent }) => componentType(registrations, parent)));
  const notes = [
    "This is the desired state of the program, previewed as if nothing were deployed yet. It is not the live state, and it says nothing about drift.",
    "No cloud was asked: the answers of AWS and Kubernetes are simulated, and what only a deployment can tell is unknown.",
  ];
  if (simulated.length > 0) {
    const types = [...remote].sort().join(", ");
    notes.push(
      `Simulated are ${count(simulated.length, "resource")}: the children of ${types}, whose plugins were not run.`,
    );
  }
  return notes;
}

/** The remote component a simulated child belongs to, through the components inside of it. */
function componentType(registrations: readonly Registration[], urn: string | undefined): string {
  const found = registrations.find((each) => each.urn === urn);
  if (found === undefined) return "a component";
  return found.simulated ? componentType(registrations, found.parent) : found.type;
}

function planResource(from: Registration): PlanResource {
  const dependencies = Object.entries(from.propertyDependencies).filter(([, urns]) => urns.length > 0);
  return {
    urn: from.urn,
    type: from.type,
    name: from.name,
    custom: from.custom,
    read: from.read,
    simulated: from.simulated,
    ...(from.parent === undefined ? {} : { parent: from.parent }),
    ...(from.provider === "" ? {} : { provider: from.provider }),
    inputs: planValues(from.inputs),
    dependencies: from.dependencies,
    propertyDependencies: Object.fromEntries(dependencies),
    protect: from.protect,
    retainOnDelete: from.retainOnDelete,
    deleteBeforeReplace: from.deleteBeforeReplace,
    ignoreChanges: from.ignoreChanges,
    replaceOnChanges: from.replaceOnChanges,
    aliases: from.aliases,
    ...(from.source === undefined ? {} : { source: from.source }),
  };
}

function planValues(properties: Properties): Record<string, PlanValue> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, planValue(value)]));
}

function planValue(value: unknown): PlanValue {
  if (value === UNKNOWN) return { $unknown: true };
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (Array.isArray(value)) return value.map(planValue);
  if (!isObject(value)) throw new Error(`a plan cannot hold ${typeof value}`);
  switch (signatureOf(value)) {
    case undefined:
      return planValues(value);
    case SECRET:
      return { $secret: true };
    case OUTPUT_VALUE:
      return value["secret"] === true
        ? { $secret: true }
        : planValue("value" in value ? value["value"] : UNKNOWN);
    case ASSET:
    case ARCHIVE:
      return { $asset: String(value["hash"]) };
    case RESOURCE_REFERENCE:
      return { $resource: String(value["urn"]) };
    default:
      throw new Error(`a plan cannot hold a value of the kind ${String(signatureOf(value))}`);
  }
}
