import { answer } from "./aws";
import { Subject } from "./aws/subject";
import type { SimulationContext } from "./context";
import { createObject } from "./kubernetes";
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
 * absent: the SDKs take an absent output of a preview for unknown. That includes the names that the AWS provider would
 * generate, which a real preview shows with random endings. Otherwise ids, ARNs and endpoints are well formed and the
 * same each time; `attempt` tells apart generated names of the same resource.
 */
export function create(
  type: string,
  name: string,
  inputs: Properties,
  context: SimulationContext,
  attempt = 0,
): { readonly id: string | undefined; readonly outputs: Properties } {
  if (context.preview && context.providerKnown === false) return { id: undefined, outputs: {} };
  if (type.startsWith("kubernetes:")) return createObject(type, name, inputs, context, attempt);
  if (context.preview) return { id: undefined, outputs: inputs };
  if (!type.startsWith("aws:")) {
    throw new Error(`${type} is not simulated: only resources of the packages aws and kubernetes are`);
  }
  const { id, ...computed } = answer(new Subject(type, name, plain(inputs) as Properties, context, attempt));
  const tags = sdkFacts(type).taggable && inputs["tags"] !== undefined ? { tagsAll: inputs["tags"] } : {};
  return { id, outputs: withoutUndefined({ ...tags, ...inputs, ...computed }) };
}
