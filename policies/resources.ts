import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { isUnknownValueError, Reading } from "./reading";
import type { Resource, Stack, StackResource } from "./rule";

/** Inputs of resources that were judged by themselves, by URN: see {@link remember}. */
const remembered = new Map<string, object>();

/**
 * Keeps the inputs of a resource for the stack rules, which run last in the same process. A stack rule sees outputs, and
 * as long as the cluster is not there the engine has none of what is to run in it: it does not ask a provider whose
 * settings are unknown, and answers with no properties at all.
 */
export function remember({ urn, type, props }: ResourceValidationArgs): void {
  if (type.startsWith("kubernetes:")) remembered.set(urn, props);
}

type Given = Pick<PolicyResource | ResourceValidationArgs, "props" | "urn" | "type" | "name" | "opts">;

class GivenResource extends Reading implements Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;

  constructor(given: Given, properties: object = given.props) {
    super(() => properties);
    this.urn = given.urn;
    this.type = given.type;
    this.name = given.name;
    this.protect = given.opts.protect;
  }
}

class GivenStackResource extends GivenResource implements StackResource {
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly parent: string | undefined;

  constructor(given: PolicyResource) {
    const dependencies = Object.fromEntries(
      Object.entries(given.propertyDependencies).map(([key, targets]) => [
        key,
        targets.map((target) => target.urn),
      ]),
    );
    const hasOutputs = Object.keys(given.props).length > 0;
    const properties = hasOutputs ? given.props : (remembered.get(given.urn) ?? given.props);
    super(given, declared(properties, dependencies));
    this.propertyDependencies = dependencies;
    this.parent = given.parent?.urn;
  }
}

/**
 * The properties that the program itself gave a resource. A stack rule sees outputs, and at preview the provider answers
 * "unknown" for everything it will fill in; read so, a missing queue for dead letters would be undecided instead of
 * missing. What a program gives and is unknown comes from another resource, and the engine says from which.
 */
function declared(outputs: object, dependencies: Readonly<Record<string, readonly string[]>>): object {
  const isLeftToProvider = (key: string | symbol): boolean =>
    typeof key === "string" && (dependencies[key] ?? []).length === 0 && isUnknown(outputs, key);
  return new Proxy(outputs, {
    getOwnPropertyDescriptor: (target, key) =>
      isLeftToProvider(key) ? undefined : Reflect.getOwnPropertyDescriptor(target, key),
  });
}

function isUnknown(properties: object, key: string): boolean {
  try {
    Reflect.get(properties, key);
    return false;
  } catch (error) {
    return isUnknownValueError(error);
  }
}

export function resourceOf(given: Given): Resource {
  return new GivenResource(given);
}

export function stackOf(name: string, given: readonly PolicyResource[]): Stack {
  const all = given.map((resource) => new GivenStackResource(resource));
  const ofTypes = (types: readonly string[]): StackResource[] =>
    all.filter((resource) => types.includes(resource.type));
  return {
    name,
    all,
    ofTypes,
    referringTo: (target, types, property) =>
      ofTypes(types).filter(
        (resource) => resource.propertyDependencies[property]?.includes(target.urn) ?? false,
      ),
    referredBy: (source, property, types) =>
      ofTypes(types).filter((target) => source.propertyDependencies[property]?.includes(target.urn) ?? false),
  };
}
