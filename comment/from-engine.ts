import type { PropertyChange } from "../preview/diff";
import type { PlanValue } from "../preview/plan";
import { ARCHIVE, ASSET, RESOURCE_REFERENCE, SECRET, SIGNATURE, UNKNOWN } from "../preview/registration";
import { isStateful } from "../preview/simulation/replacement";
import { componentOf } from "../pricing/breakdown";
import { monthlyCost, type Priceable } from "../pricing/cost";
import { costOf } from "./costs";
import type { EngineOutput, EnginePolicyEvent, EngineState, EngineStep } from "./engine";
import { countOf, isInCloud, propertyOf } from "./from-plans";
import { redact } from "./redact";
import type { Change, Finding, StackReport } from "./report";

/** What Pulumi's engine would do to one stack, from its own output. */
export function reportOfEngine(
  output: EngineOutput,
  stack: string,
  options: { readonly refreshed: boolean; readonly on: string },
): StackReport {
  const steps = [...byUrn(output.steps).values()].map(merge).filter((step) => step !== undefined);
  const before = steps.flatMap(({ old }) => (old === undefined ? [] : [priceable(old)]));
  const after = steps.flatMap((step) => (step.new === undefined ? [] : [priceable(step.new)]));
  const all = new Map([...before, ...after].map((resource) => [resource.urn, resource]));
  const inCloud = steps.filter((step) => isInCloud(step.current));
  const isWhole = steps.filter(({ op }) => op === "same").length >= output.same;
  const on = { on: options.on };
  return {
    stack: redact(stack),
    tool: "engine",
    refreshed: options.refreshed,
    ...(output.durationSeconds !== undefined && { durationSeconds: output.durationSeconds }),
    ...(output.errors.length > 0 && { error: redact(output.errors.join("\n")) }),
    counts: { ...countOf(inCloud), ...(!isWhole && { same: output.same }) },
    changes: inCloud.filter(({ op }) => op !== "same").map((step) => changeOf(step, all)),
    released: [],
    uses: [],
    ...(output.policies !== undefined && { policies: policiesOf(output.policies) }),
    ...(isWhole &&
      output.errors.length === 0 && {
        cost: costOf(
          monthlyCost({ stack, resources: after }, on),
          after,
          monthlyCost({ stack, resources: before }, on),
          before,
        ),
      }),
    notes: isWhole
      ? []
      : ["No cost is stated: the engine left out what stays the same (run it with --show-sames)."],
  };
}

type Op = Change["op"] | "same";

interface Step {
  readonly op: Op;
  readonly old: EngineState | undefined;
  readonly new: EngineState | undefined;
  /** Whichever of the two says what the resource is. */
  readonly current: EngineState;
  readonly properties: readonly PropertyChange[];
}

function byUrn(steps: readonly EngineStep[]): Map<string, EngineStep[]> {
  const groups = new Map<string, EngineStep[]>();
  for (const step of steps) groups.set(step.urn, [...(groups.get(step.urn) ?? []), step]);
  return groups;
}

/** The engine's several steps about one resource, as one; nothing for what it only reads. */
function merge(steps: readonly EngineStep[]): Step | undefined {
  const ops = new Set(steps.map(({ op }) => op));
  const op = operation(ops);
  const step = steps.find((each) => each.op === "replace") ?? steps[0];
  const [old, created] = [
    steps.find(({ oldState }) => oldState)?.oldState,
    steps.find(({ newState }) => newState)?.newState,
  ];
  const current = created ?? old;
  if (op === undefined || step === undefined || !current) return undefined;
  const properties = op === "update" || op === "replace" ? propertiesOf(step, old, created) : [];
  return {
    op,
    old: op === "create" ? undefined : (old ?? undefined),
    new: op === "delete" ? undefined : (created ?? undefined),
    current,
    properties,
  };
}

function operation(ops: ReadonlySet<string>): Op | undefined {
  if (["replace", "create-replacement", "import-replacement"].some((op) => ops.has(op))) return "replace";
  if (ops.has("delete") || ops.has("delete-replaced")) return "delete";
  if (ops.has("create") || ops.has("import")) return "create";
  if (ops.has("update")) return "update";
  return ops.has("same") ? "same" : undefined;
}

function propertiesOf(
  step: EngineStep,
  old: EngineState | null | undefined,
  created: EngineState | null | undefined,
): PropertyChange[] {
  const replacing = new Set(step.replaceReasons);
  const detailed = Object.entries(step.detailedDiff ?? {});
  const paths: [string, boolean][] =
    detailed.length > 0
      ? detailed.map(([path, { kind }]) => [path, kind.endsWith("replace") || replacing.has(path)])
      : [...new Set([...step.replaceReasons, ...step.diffReasons])].map((path) => [
          path,
          replacing.has(path),
        ]);
  return paths.map(([path, forcesReplacement]) => {
    const [before, after] = [valueAt(old, path), valueAt(created, path)];
    return {
      path,
      forcesReplacement,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  });
}

/** A refresh compares outputs, so what is no input is looked up there. */
function valueAt(state: EngineState | null | undefined, path: string): PlanValue | undefined {
  return valueIn(state?.inputs, path) ?? valueIn(state?.outputs, path);
}

function valueIn(root: unknown, path: string): PlanValue | undefined {
  let value = root;
  for (const key of path.match(/[^.[\]"]+/g) ?? [])
    value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value === undefined ? undefined : planValue(value);
}

/** The engine's wire form of a value, as a plan has it. */
function planValue(value: unknown): PlanValue {
  if (value === UNKNOWN) return { $unknown: true };
  if (value === "[secret]") return { $secret: true };
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.map(planValue);
  const members = value as Record<string, unknown>;
  if (members[SIGNATURE] === SECRET) return { $secret: true };
  if (members[SIGNATURE] === ASSET || members[SIGNATURE] === ARCHIVE)
    return { $asset: String(members["hash"]) };
  if (members[SIGNATURE] === RESOURCE_REFERENCE) return { $resource: String(members["urn"]) };
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, planValue(member)]));
}

const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

function priceable(state: EngineState): Priceable {
  const dependencies = Object.entries(state.propertyDependencies ?? {}).map(
    ([key, urns]) => [key, urns ?? []] as const,
  );
  return {
    urn: state.urn,
    type: state.type,
    name: nameOf(state.urn),
    custom: state.custom,
    read: state.external,
    inputs: planValue(state.inputs) as Readonly<Record<string, PlanValue>>,
    propertyDependencies: Object.fromEntries(dependencies),
    ...(state.parent !== undefined && state.parent !== "" && { parent: state.parent }),
    ...(state.provider !== undefined && { provider: state.provider }),
  };
}

function changeOf(step: Step, all: ReadonlyMap<string, Priceable>): Change {
  const { op, old, current } = step;
  if (op === "same") throw new Error(`${current.urn} has not changed`);
  const destroys = op === "delete" || op === "replace";
  const inputs = [step.new, old].map((state) => all.get(state?.urn ?? "")?.inputs);
  return {
    op,
    urn: redact(current.urn),
    ...(old !== undefined && old.urn !== current.urn && { oldUrn: redact(old.urn) }),
    type: redact(current.type),
    name: redact(nameOf(current.urn)),
    component: redact(componentOf(current.urn, all)),
    stateful: isStateful(current.type),
    losesData: destroys && isStateful(current.type) && old?.retainOnDelete !== true,
    protect: (old ?? current).protect,
    properties: step.properties.slice(0, 20).map((property) => propertyOf(current.type, property, inputs)),
    propertyCount: step.properties.length,
  };
}

function policiesOf(policies: NonNullable<EngineOutput["policies"]>): NonNullable<StackReport["policies"]> {
  const finding = (event: EnginePolicyEvent): Finding => ({
    rule: redact(event.policyName),
    level:
      event.enforcementLevel === "mandatory" || event.enforcementLevel === "remediate"
        ? event.enforcementLevel
        : "advisory",
    ...(event.severity !== undefined && { severity: event.severity }),
    message: redact(event.message),
    remediation: "",
    ...(event.resourceUrn !== undefined && { resource: redact(nameOf(event.resourceUrn)) }),
  });
  const first = policies.events[0];
  const [name, version] = Object.entries(policies.packs)[0] ?? [
    first?.policyPackName ?? "",
    first?.policyPackVersion ?? "",
  ];
  return {
    pack: redact(name),
    packVersion: redact(version),
    findings: policies.events.filter((event) => !isUndecided(event)).map(finding),
    undecided: policies.events.filter(isUndecided).map(finding),
    errors: [],
  };
}

/** How the SDK's runtime words it when a rule reads a value that is unknown at preview. */
const isUndecided = (event: EnginePolicyEvent): boolean =>
  /can't run policy .* during preview/i.test(event.message);
