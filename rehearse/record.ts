import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { previewStack } from "../preview/host";
import { readProject, readStackConfig, stacksOf } from "../preview/project";
import type { Registration } from "../preview/registration";
import * as simulation from "../preview/simulation";
import type { Properties } from "../preview/simulation/wire";
import { withoutReferences } from "../preview/wire-values";
import { engineOnPath, type Engine } from "./engine";
import { Workspace } from "./workspace";

/** What the real plugins registered for a component of a stack, and from which inputs. */
export interface RecordedComponent {
  readonly type: string;
  readonly name: string;
  /** Of the AWS provider, as its default tags are. */
  readonly region: string;
  readonly defaultTags: Properties;
  readonly urn: string;
  readonly inputs: Properties;
  readonly inputDependencies: Readonly<Record<string, readonly string[]>>;
  readonly children: readonly RecordedChild[];
}

export interface RecordedChild {
  readonly urn: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly inputs: Properties;
  readonly dependencies: readonly string[];
  /** Inputs that the program's own transforms set; what the plugin set them to cannot be seen. */
  readonly transformed?: readonly string[];
}

export interface Recording {
  /** Day, as `2026-11-21`. */
  readonly recorded: string;
  readonly engine: string;
  readonly plugins: Readonly<Record<string, string>>;
  readonly components: readonly RecordedComponent[];
}

interface Asked {
  readonly type: string;
  readonly name: string;
  readonly region: string;
  readonly inputs: Properties;
  readonly inputDependencies: Readonly<Record<string, readonly string[]>>;
}

interface Step {
  readonly urn: string;
  readonly newState: {
    readonly type: string;
    readonly custom?: boolean;
    readonly parent?: string;
    readonly inputs?: Properties;
    readonly dependencies?: readonly string[];
  };
}

/**
 * Writes what the real awsx and eks plugins register for the shipped stacks into the fixtures that the simulation is
 * tested with. The folder of the plugins and their versions are given: `npm run record:components -- <folder>
 * awsx=<version> eks=<version>`.
 */
async function main([folder, ...versions]: readonly string[]): Promise<void> {
  const engine = engineOnPath();
  if (folder === undefined || versions.length === 0 || engine === undefined) {
    throw new Error(
      "usage: npm run record:components -- <folder of real plugins> awsx=<version> eks=<version>, with pulumi on the PATH",
    );
  }
  const plugins = Object.fromEntries(versions.map((each) => each.split("=", 2) as [string, string]));
  const project = readProject(process.cwd());
  for (const stack of stacksOf(project)) {
    const components = await record(stack, folder, engine);
    const recorded = new Date().toISOString().slice(0, 10);
    const recording: Recording = { recorded, engine: engine.version, plugins, components };
    const file = join("tests", "simulation", "fixtures", `real-plugins-${stack}.json`);
    writeFileSync(file, `${compact(recording)}\n`);
    process.stdout.write(
      `${file}: ${String(components.length)} components, ${String(components.flatMap((each) => each.children).length)} children\n`,
    );
  }
}

async function record(stack: string, folder: string, engine: Engine): Promise<RecordedComponent[]> {
  const project = readProject(process.cwd());
  const asked: Asked[] = [];
  const children: typeof simulation.children = (type, name, inputs, context, inputDependencies) => {
    const stated = Object.entries(inputDependencies ?? {}).filter(([, urns]) => urns.length > 0);
    asked.push({ type, name, region: context.region, inputs, inputDependencies: Object.fromEntries(stated) });
    return simulation.children(type, name, inputs, context, inputDependencies);
  };
  const registered = new Map<string, Properties>();
  const expand: typeof simulation.expand = (component, context, register) =>
    simulation.expand(component, context, async (child) => {
      const result = await register(child);
      registered.set(result.urn, child.inputs);
      return result;
    });
  const { registrations } = await previewStack({
    project,
    stack,
    config: readStackConfig(project, stack),
    simulation: { ...simulation, children, expand },
    stackOutputs: {},
    organization: "organization",
    timeoutSeconds: 120,
  });
  const steps = await realSteps(stack, folder, engine);
  const own = new Set(registrations.filter(({ simulated }) => !simulated).map(({ urn }) => urn));
  return asked.map((component) => {
    const { urn } = find(registrations, component);
    const below = new Set([urn]);
    const found = steps.filter((step) => {
      if (own.has(step.urn) || !below.has(step.newState.parent ?? "")) return false;
      below.add(step.urn);
      return true;
    });
    return {
      ...component,
      urn,
      defaultTags: defaultTags(registrations),
      children: found.map((step) => ({
        ...childOf(step),
        ...transformed(step.urn, registrations, registered),
      })),
    };
  });
}

function transformed(
  urn: string,
  registrations: readonly Registration[],
  registered: ReadonlyMap<string, Properties>,
): { transformed?: string[] } {
  const registration = registrations.find((each) => each.urn === urn);
  const before = registered.get(urn);
  if (registration === undefined || before === undefined) return {};
  const checked = simulation.check(registration.type, withoutReferences(before), {
    defaultTags: defaultTags(registrations),
  });
  const keys = new Set([...Object.keys(checked), ...Object.keys(registration.inputs)]);
  const changed = [...keys].filter((key) => !isDeepStrictEqual(checked[key], registration.inputs[key]));
  const fromEngine = registration.type.startsWith("pulumi:providers:");
  return changed.length === 0 || fromEngine ? {} : { transformed: changed };
}

function find(registrations: readonly Registration[], { type, name }: Asked): Registration {
  const found = registrations.find((each) => each.type === type && each.name === name);
  if (found === undefined) throw new Error(`${type} ${name} was not registered`);
  return found;
}

function defaultTags(registrations: readonly Registration[]): Properties {
  const provider = registrations.find(({ type }) => type === "pulumi:providers:aws");
  const text = provider?.inputs["defaultTags"];
  return typeof text === "string" ? (JSON.parse(text) as Properties) : {};
}

function childOf({ urn, newState }: Step): RecordedChild {
  return {
    urn,
    parent: newState.parent ?? "",
    custom: newState.custom ?? false,
    inputs: newState.inputs ?? {},
    dependencies: [...(newState.dependencies ?? [])].sort(),
  };
}

async function realSteps(stack: string, folder: string, engine: Engine): Promise<readonly Step[]> {
  const workspace = new Workspace({ project: process.cwd(), stack, engine, componentPlugins: folder });
  try {
    const stdout = join(workspace.directory, "preview.json");
    await workspace.run(["stack", "init", stack, "--no-select"]);
    const { status } = await workspace.run(["preview", "--json"], { stdout });
    if (status !== 0) throw new Error(workspace.logTail(40));
    return (JSON.parse(readFileSync(stdout, "utf8")) as { steps: Step[] }).steps;
  } finally {
    workspace.remove();
  }
}

/** JSON with a line for each child. */
function compact({ components, ...head }: Recording): string {
  const blocks = components.map(({ children, ...component }) => {
    const lines = children.map((child) => JSON.stringify(child)).join(",\n");
    return `${JSON.stringify(component).slice(0, -1)},"children":[\n${lines}]}`;
  });
  return `${JSON.stringify(head).slice(0, -1)},"components":[\n${blocks.join(",\n")}]}`;
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
