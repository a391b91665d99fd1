import assert from "node:assert/strict";
import { previewStack, type PreviewedStack } from "../../preview/host";
import { readProject, readStackConfig } from "../../preview/project";
import type { Registration } from "../../preview/registration";
import * as simulation from "../../preview/simulation";

const runs = new Map<string, Promise<Stack>>();

/** The stack as its program registers it, previewed once for all tests of a run. */
export function previewed(stack: string): Promise<Stack> {
  const run = runs.get(stack) ?? preview(stack, process.cwd());
  runs.set(stack, run);
  return run;
}

/** Previews a stack of the program in a folder, with settings changed as given. */
export async function preview(
  stack: string,
  directory: string,
  change: (settings: Settings) => void = () => undefined,
): Promise<Stack> {
  const project = readProject(directory);
  const config = readStackConfig(project, stack);
  const settings = Object.fromEntries(
    Object.entries(config.values).map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
  change(settings);
  const values = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  return new Stack(
    await previewStack({
      project,
      stack,
      config: { ...config, values },
      simulation,
      stackOutputs: {},
      organization: "organization",
      timeoutSeconds: 120,
    }),
  );
}

export type Settings = Record<string, Value>;

/** Inputs as tests read them: any path may be asked for. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests assert on what is there
export type Value = any;

/** A previewed stack with the questions that tests ask. */
export class Stack {
  constructor(readonly run: PreviewedStack) {}

  /** What the program said when it failed; empty if it did not. */
  get errors(): string {
    return this.run.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => message)
      .join("\n");
  }

  get resources(): readonly Registration[] {
    assert(this.run.succeeded, this.errors);
    return this.run.registrations;
  }

  ofType(type: string): readonly Registration[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The one resource of this type and name. */
  one(type: string, name: string): Registration {
    const found = this.ofType(type).filter((resource) => resource.name === name);
    assert.equal(
      found.length,
      1,
      `${type} ${name}; there are: ${this.ofType(type)
        .map((r) => r.name)
        .join(", ")}`,
    );
    return found[0] as Registration;
  }

  inputs(type: string, name: string): Value {
    return this.one(type, name).inputs;
  }

  /** Names of the resources of this type, sorted. */
  names(type: string): string[] {
    return this.ofType(type)
      .map(({ name }) => name)
      .sort();
  }

  /** Names of the resources that an input's value comes from. */
  origins(resource: Registration, input: string): string[] {
    return (resource.propertyDependencies[input] ?? []).map((urn) => urn.split("::").at(-1) ?? "").sort();
  }
}
