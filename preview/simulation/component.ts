import { OUTPUT_VALUE, RESOURCE_REFERENCE, SECRET, SIGNATURE, UNKNOWN } from "../registration";
import type { ComponentContext } from "./context";
import {
  containsSecret,
  containsUnknown,
  isObject,
  plain,
  signatureOf,
  withoutUndefined,
  type Properties,
} from "./wire";

/** An output of a sibling (by its key) or, with `urn`, of a resource outside the component. */
export class OutputOf {
  constructor(
    readonly from: { readonly key: string } | { readonly urn: string },
    readonly path: readonly string[],
  ) {}
}

/** A whole sibling given as a value, as `role: role` does. */
export class Sibling {
  constructor(readonly key: string) {}
}

/** What `apply` is to a program: unknown as long as one of its sources is, secret if one of them is. */
export class Derived {
  constructor(
    readonly sources: readonly unknown[],
    readonly compute: (...values: never[]) => unknown,
    /** As long as it is unknown it depends on nothing: how the SDK gives out functions that could not be called yet. */
    readonly detachedWhileUnknown = false,
  ) {}
}

/**
 * One resource that a component registers, as data. Values in `inputs` are in wire form and may hold
 * {@link OutputOf}, {@link Sibling} and {@link Derived} at any depth.
 */
export interface ChildSpec {
  /** Names the child inside its component only. */
  readonly key: string;
  readonly type: string;
  readonly name: string;
  /** `false` for a component inside the component. */
  readonly custom: boolean;
  /** Key of the parent; absent: the component itself. */
  readonly parent?: string;
  readonly inputs: Properties;
  /** Keys of siblings, besides those that `inputs` name. */
  readonly dependsOn?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly retainOnDelete?: boolean;
  /** Key of the sibling that is this child's provider; absent: the one the component was given, or the default. */
  readonly provider?: string;
}

export interface Component {
  /** The parent the plugin chooses by itself instead of the program's (an add-on hangs itself under its cluster). */
  readonly parent?: string;
  /** In order of registration: a child comes after its parent and after what it refers to. */
  readonly children: readonly ChildSpec[];
  readonly outputs: Properties;
  /** Keys of children that every output depends on: the plugin gives them out all at once. */
  readonly outputsDependOn?: readonly string[];
}

/** A child with its values resolved, ready to be registered. */
export interface ResolvedChild {
  readonly spec: ChildSpec;
  /** Absent: the component itself. */
  readonly parentUrn: string | undefined;
  /** Urn and id of the sibling that is its provider. */
  readonly provider: string | undefined;
  readonly inputs: Properties;
  readonly dependencies: readonly string[];
  /** For every input, also those that depend on nothing: the engine takes none at all for "unstated". */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

export interface RegisteredChild {
  readonly urn: string;
  /** `undefined` in a preview and for components. */
  readonly id: string | undefined;
  readonly outputs: Properties;
}

type Registered = RegisteredChild & { readonly custom: boolean };

interface Resolution {
  readonly value: unknown;
  readonly dependencies: ReadonlySet<string>;
}

/**
 * Registers a component's children one after the other through `register` and gives back the component's outputs with
 * the urns each of them depends on. `inputDependencies` are those the program stated for each of the component's inputs.
 */
export async function expand(
  component: Component,
  context: ComponentContext,
  register: (child: ResolvedChild) => Promise<RegisteredChild> | RegisteredChild,
): Promise<{ outputs: Properties; dependencies: Readonly<Record<string, readonly string[]>> }> {
  const registered = new Map<string, Registered>();
  const resolver = new Resolver(registered, context);
  for (const spec of component.children) {
    const { values, dependencies } = resolver.properties(spec.inputs);
    const stated = (spec.dependsOn ?? []).map((key) => resolver.sibling(key).urn);
    const child = await register({
      spec,
      parentUrn: spec.parent === undefined ? undefined : resolver.sibling(spec.parent).urn,
      provider: spec.provider === undefined ? undefined : resolver.provider(spec.provider),
      inputs: values,
      dependencies: [...new Set([...stated, ...Object.values(dependencies).flat()])],
      propertyDependencies: Object.fromEntries(
        Object.keys(values).map((key) => [key, dependencies[key] ?? []]),
      ),
    });
    registered.set(spec.key, { ...child, custom: spec.custom });
  }
  const { values, dependencies } = resolver.properties(component.outputs);
  const shared = (component.outputsDependOn ?? []).map((key) => resolver.sibling(key).urn);
  return {
    outputs: values,
    dependencies: Object.fromEntries(
      Object.keys(values).map((key) => [key, [...new Set([...shared, ...(dependencies[key] ?? [])])]]),
    ),
  };
}

class Resolver {
  constructor(
    private readonly registered: ReadonlyMap<string, Registered>,
    private readonly context: ComponentContext,
  ) {}

  properties(inputs: Properties): { values: Properties; dependencies: Record<string, readonly string[]> } {
    const values: Record<string, unknown> = {};
    const dependencies: Record<string, readonly string[]> = {};
    for (const [name, input] of Object.entries(withoutUndefined(inputs))) {
      const resolved = this.resolve(input);
      if (resolved.value === undefined) continue;
      values[name] = resolved.value;
      if (resolved.dependencies.size > 0) dependencies[name] = [...resolved.dependencies];
    }
    return { values, dependencies };
  }

  sibling(key: string): Registered {
    const found = this.registered.get(key);
    if (found === undefined) throw new Error(`child "${key}" is referred to before it is registered`);
    return found;
  }

  provider(key: string): string {
    const { urn, id } = this.sibling(key);
    return `${urn}::${id ?? UNKNOWN}`;
  }

  private resolve(value: unknown): Resolution {
    if (value instanceof OutputOf) return this.output(value);
    if (value instanceof Sibling) return this.reference(value);
    if (value instanceof Derived) return this.derive(value);
    if (signatureOf(value) === OUTPUT_VALUE) return outputValue(value as Properties);
    if (Array.isArray(value))
      return join(
        value.map((inner) => this.resolve(inner)),
        (parts) => parts,
      );
    if (!isObject(value)) return { value, dependencies: new Set() };
    const keys = Object.keys(value);
    return join(
      Object.values(value).map((inner) => this.resolve(inner)),
      (parts) =>
        Object.fromEntries(
          keys.map((key, index) => [key, parts[index]]).filter(([, inner]) => inner !== undefined),
        ),
    );
  }

  private output({ from, path }: OutputOf): Resolution {
    const urn = "key" in from ? this.sibling(from.key).urn : from.urn;
    const source = "key" in from ? this.sibling(from.key) : undefined;
    const outputs = source?.outputs ?? this.context.outputsOf(urn) ?? {};
    const value = path[0] === "id" && source !== undefined ? (source.id ?? UNKNOWN) : this.at(outputs, path);
    return { value, dependencies: new Set([urn]) };
  }

  /** In a preview an output nobody has answered is unknown; afterwards it is not there. */
  private at(outputs: Properties, path: readonly string[]): unknown {
    let current: unknown = outputs;
    for (const step of path) {
      current = plain(current);
      if (current === UNKNOWN) return UNKNOWN;
      if (!isObject(current) || !(step in current)) return this.context.preview ? UNKNOWN : undefined;
      current = current[step];
    }
    return current;
  }

  private reference({ key }: Sibling): Resolution {
    const { urn, id, custom } = this.sibling(key);
    const value = {
      [SIGNATURE]: RESOURCE_REFERENCE,
      urn,
      ...(custom ? { id: id ?? UNKNOWN } : {}),
      packageVersion: "",
    };
    return { value, dependencies: new Set([urn]) };
  }

  private derive({ sources, compute, detachedWhileUnknown }: Derived): Resolution {
    const resolved = join(
      sources.map((source) => this.resolve(source)),
      (values) => {
        if (containsUnknown(values)) return UNKNOWN;
        const result = compute(...(plain(values) as never[]));
        return containsSecret(values) ? { [SIGNATURE]: SECRET, value: result } : result;
      },
    );
    return detachedWhileUnknown && resolved.value === UNKNOWN
      ? { ...resolved, dependencies: new Set() }
      : resolved;
  }
}

function outputValue(output: Properties): Resolution {
  const bare = "value" in output ? output["value"] : UNKNOWN;
  const value = output["secret"] === true ? { [SIGNATURE]: SECRET, value: bare } : bare;
  return { value, dependencies: new Set((output["dependencies"] as string[] | undefined) ?? []) };
}

function join(parts: readonly Resolution[], combine: (values: unknown[]) => unknown): Resolution {
  return {
    value: combine(parts.map((part) => part.value)),
    dependencies: new Set(parts.flatMap((part) => [...part.dependencies])),
  };
}
