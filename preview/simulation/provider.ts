import { createHash } from "node:crypto";
import { partitionOf } from "./arn";
import type { SimulationContext } from "./context";
import { sdkFacts } from "./sdk";
import { isObject, plain, withoutUndefined, type Properties } from "./wire";

/**
 * What a provider makes of the inputs before it compares or creates anything. The AWS provider merges its default tags
 * into `tags` of whatever takes tags as a map, the resource's own winning.
 */
export function check(type: string, inputs: Properties, providerInputs: Properties): Properties {
  const given = withoutUndefined(inputs);
  const defaults = plain(providerInputs["defaultTags"]);
  const defaultTags = isObject(defaults) ? defaults["tags"] : undefined;
  if (!isObject(defaultTags) || !sdkFacts(type).taggable) return given;
  const own = given["tags"];
  if (own !== undefined && !isObject(own)) return given;
  return { ...given, tags: { ...defaultTags, ...own } };
}

/**
 * What a provider answers to a creation. In a preview there is no id, and whatever AWS or Kubernetes would compute is
 * absent: the SDKs take an absent output of a preview for unknown. Otherwise ids, ARNs and endpoints are well formed and
 * the same each time.
 */
export function create(
  type: string,
  name: string,
  inputs: Properties,
  context: SimulationContext,
  attempt = 0,
): { readonly id: string | undefined; readonly outputs: Properties } {
  if (context.preview) return { id: undefined, outputs: inputs };
  const hash = createHash("sha256")
    .update(`${type}::${name}::${String(attempt)}`)
    .digest("hex");
  const [, module = "", kind = ""] = /^\w+:(\w+)\/(\w+):/.exec(type) ?? [];
  const id = `${name}-${hash.slice(0, 7)}`;
  const arn = `arn:${partitionOf(context.region)}:${module}:${context.region}:${context.accountId}:${kind}/${id}`;
  return { id, outputs: { arn, ...inputs } };
}
