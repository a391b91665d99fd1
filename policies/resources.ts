import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { Reading } from "./reading";
import type { Resource, Stack, StackResource } from "./rule";

type Given = Pick<PolicyResource | ResourceValidationArgs, "props" | "urn" | "type" | "name" | "opts">;

class GivenResource extends Reading implements Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;

  constructor(given: Given) {
    super(() => given.props);
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
    super(given);
    this.propertyDependencies = Object.fromEntries(
      Object.entries(given.propertyDependencies).map(([key, targets]) => [
        key,
        targets.map((target) => target.urn),
      ]),
    );
    this.parent = given.parent?.urn;
  }
}

export function resourceOf(given: ResourceValidationArgs): Resource {
  return new GivenResource(given);
}

export function stackOf(
  name: string,
  given: readonly PolicyResource[],
): Stack & { readonly all: readonly StackResource[] } {
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
