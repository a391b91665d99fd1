import { join } from "node:path";
import { previewStack, type PreviewOptions, type PreviewedStack } from "../../preview/host";
import type { Plan, PlanResource } from "../../preview/plan";
import type { Registration } from "../../preview/registration";
import type { Simulation } from "../../preview/session";
import { expand } from "../../preview/simulation";
import { planned } from "./planned";

export const FIXTURES = join(__dirname, "fixtures");

/** A provider called `test` that accepts everything and computes nothing. */
export const simulation: Simulation = {
  check: (_, inputs) => inputs,
  create: (_type, _name, inputs) => ({ id: undefined, outputs: inputs }),
  invoke: (token, args, { region }) => ({ token, args, region }),
  children: () => undefined,
  expand,
};

/** Previews one of the programs in `fixtures/`. */
export function runFixture(main: string, changes: Partial<PreviewOptions> = {}): Promise<PreviewedStack> {
  return previewStack({
    project: { directory: FIXTURES, name: "fixture", main, nodeArgs: [], typescript: false },
    stack: "test",
    config: { values: {}, secretKeys: [] },
    organization: "acme",
    simulation,
    stackOutputs: {},
    timeoutSeconds: 60,
    ...changes,
  });
}

export function resource(stack: PreviewedStack, name: string): Registration {
  const found = stack.registrations.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(
      `no resource ${name}; there are ${stack.registrations.map((each) => each.name).join(", ")}`,
    );
  return found;
}

/** The errors of a run, each with its place. */
export function errors(stack: PreviewedStack): string[] {
  return stack.diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message, source }) =>
      source === undefined ? message : `${message} @ ${source.file}:${String(source.line)}`,
    );
}

/** A plan of resources of the type `test:index:Thing`. */
export function planOf(...resources: readonly (Partial<PlanResource> & { readonly name: string })[]): Plan {
  return {
    format: "commerce-plan",
    version: 1,
    project: "fixture",
    stack: "test",
    notes: [],
    outputs: {},
    resources: resources.map((stated) => {
      const type = stated.type ?? "test:index:Thing";
      return planned({ urn: urnOf(stated.name, type), ...stated, type });
    }),
  };
}

export function urnOf(name: string, type = "test:index:Thing"): string {
  return `urn:pulumi:test::fixture::${type}::${name}`;
}
