import type { ComponentContext } from "../context";
import { isObject, plain, referencedUrn } from "../wire";

/**
 * The urn of the `aws:eks/cluster:Cluster` behind what a component was given as its cluster: an `eks.Cluster`, or the
 * `core` of one.
 *
 * @throws Error if it is neither.
 */
export function coreCluster(component: string, given: unknown, context: ComponentContext): string {
  const urn = referencedUrn(given);
  const core = plain(urn === undefined ? given : context.outputsOf(urn)?.["core"]);
  const found = isObject(core) ? referencedUrn(core["cluster"]) : undefined;
  if (found === undefined) {
    throw new Error(
      `${component}: cluster must be an eks.Cluster or its core, registered before; got ${String(urn)}`,
    );
  }
  return found;
}
