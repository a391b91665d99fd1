import type { PolicyResource } from "@pulumi/policy";
import { Reading } from "../reading";
import { resourceOf, stackOf } from "../resources";
import type { Rule, StackResource } from "../rule";
import { decide } from "../verdict";
import { copyOf, put, recording } from "./paths";
import { STACK, urnOf, type Fixture } from "./protocol";
import { allOf, where, type Situation, type Spec } from "./situation";

/** Where an unknown value comes from: one that comes from nowhere is the provider's to fill in. */
const SOURCE: Fixture = { type: "pulumi:pulumi:Stack", name: "source", properties: {} };

export interface Read {
  readonly fixture: Fixture;
  readonly path: readonly string[];
}

/** Every property that the rule reads of the resource and of its siblings; if nothing else is said, of compliant ones. */
export function readsOf(rule: Rule, spec: Spec, situation = where({})): Read[] {
  const all = allOf(spec, situation);
  const reads = all.map(() => new Set<string>());
  const given = all.map((fixture, index) => policyResourceOf(fixture, reads[index] as Set<string>));
  for (const resource of given) {
    const linked = Object.entries(all[given.indexOf(resource)]?.from ?? {}).map(([property, names]) => [
      property,
      given.filter((target) => names.includes(target.name)),
    ]);
    resource.propertyDependencies = Object.fromEntries(linked) as Record<string, PolicyResource[]>;
  }
  const stack = stackOf(STACK, given);
  const [subject] = stack.all as [StackResource];
  const defaults = Object.entries(rule.settings ?? {}).map(([key, schema]) => [key, schema.default] as const);
  const settings = new Reading(() => ({ ...Object.fromEntries(defaults), ...situation.given.settings }));
  decide(() =>
    rule.scope === "stack"
      ? rule.check(subject, stack, settings)
      : rule.check(resourceOf(given[0] as PolicyResource), settings),
  );
  return all.flatMap((fixture, index) =>
    [...(reads[index] as Set<string>)].map((path) => ({ fixture, path: JSON.parse(path) as string[] })),
  );
}

function policyResourceOf(fixture: Fixture, reads: Set<string>): PolicyResource {
  return {
    type: fixture.type,
    name: fixture.name,
    urn: urnOf(fixture),
    props: recording(fixture.properties, reads) as Record<string, unknown>,
    opts: {
      protect: fixture.protect ?? false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}

/** The resources of a situation, with another value where a property was read, which comes from another resource. */
export function replaced(
  spec: Spec,
  situation: Situation,
  { fixture, path }: Read,
  value: unknown,
): readonly [Fixture, ...Fixture[]] {
  const replacing = (each: Fixture): Fixture => {
    if (each.name !== fixture.name || each.type !== fixture.type) return each;
    const properties = copyOf(each.properties);
    put(properties, path, value);
    const [property = ""] = path;
    const from = { ...each.from, [property]: [...(each.from?.[property] ?? []), SOURCE.name] };
    return { ...each, properties, from };
  };
  const [subject, ...siblings] = allOf(spec, situation);
  return [replacing(subject), ...siblings.map(replacing), SOURCE];
}
