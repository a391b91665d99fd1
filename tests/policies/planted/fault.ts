import type { Registration } from "../../../preview/registration";
import { changed } from "../../../policies/testing/paths";
import type { Fixture } from "../../../policies/testing/protocol";

/** A few resources that belong together and satisfy every rule; `n` keeps the names of several apart. */
export type Module = (n: string) => readonly Fixture[];

/** One thing wrong with a module. */
export interface Fault {
  readonly rule: string;
  readonly module: Module;
  /** Name of the resource that the finding is about, without the `n`. */
  readonly at: string;
  /** Values by property path that make it wrong. */
  readonly change?: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly protect?: boolean;
  /** Names of resources that are left out. */
  readonly without?: readonly string[];
  /** Resources that should not be there. */
  readonly add?: Module;
}

export const STACK = "prod";

export function faulty(fault: Fault, n: string): Fixture[] {
  const resources = fault
    .module(n)
    .filter(({ name }) => !(fault.without ?? []).some((left) => name === `${left}-${n}`))
    .map((fixture) =>
      fixture.name !== `${fault.at}-${n}`
        ? fixture
        : {
            ...fixture,
            type: fault.type ?? fixture.type,
            ...(fault.protect === undefined ? {} : { protect: fault.protect }),
            properties: changed(fixture.properties, fault.change ?? {}),
          },
    );
  return [...resources, ...(fault.add?.(n) ?? [])];
}

export function registrationOf(fixture: Fixture, all: readonly Fixture[]): Registration {
  const urnOf = ({ type, name }: Fixture): string => `urn:pulumi:${STACK}::commerce::${type}::${name}`;
  const urnNamed = (name: string): string => {
    const target = all.find((candidate) => candidate.name === name);
    return target === undefined ? `urn:pulumi:${STACK}::commerce::left:out:Resource::${name}` : urnOf(target);
  };
  const dependencies = Object.entries(fixture.from ?? {}).map(
    ([key, names]) => [key, names.map(urnNamed)] as const,
  );
  return {
    urn: urnOf(fixture),
    type: fixture.type,
    name: fixture.name,
    custom: true,
    read: false,
    simulated: false,
    parent: undefined,
    provider: "",
    inputs: fixture.properties,
    outputs: fixture.properties,
    id: undefined,
    dependencies: dependencies.flatMap(([, urns]) => urns),
    propertyDependencies: Object.fromEntries(dependencies),
    protect: fixture.protect ?? false,
    retainOnDelete: false,
    deleteBeforeReplace: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    customTimeouts: {},
    aliases: [],
    source: { file: "index.ts", line: 1 },
  };
}
