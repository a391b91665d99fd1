import { OUTPUT_VALUE, SIGNATURE, UNKNOWN } from "../../registration";
import { Derived, OutputOf } from "../component";
import type { ComponentContext } from "../context";
import { isObject, plain, referencedUrn, signatureOf, type Properties } from "../wire";

/** What a node group or an add-on reads of its cluster. */
export interface ClusterCore {
  /** An output of the `aws:eks/cluster:Cluster` inside. */
  readonly cluster: (...path: readonly string[]) => Derived;
  readonly subnetIds: unknown;
}

/**
 * What stands behind the cluster a component was given: an `eks.Cluster`, or the `core` of one. In a preview of a new
 * cluster nothing of it is known yet, and nothing depends on it except what the program itself stated.
 *
 * @throws Error if it is neither.
 */
export function coreOf(component: string, given: unknown, context: ComponentContext): ClusterCore {
  const urn = referencedUrn(given);
  const found = urn === undefined ? given : context.outputsOf(urn)?.["core"];
  const core = plain(found);
  const stated = statedDependencies(given);
  if (core === UNKNOWN || (core === undefined && urn !== undefined && context.preview)) {
    const unknown = { ...stated, value: UNKNOWN };
    return { cluster: () => new Derived([unknown], (value: unknown) => value), subnetIds: unknown };
  }
  const clusterUrn = isObject(core) ? referencedUrn(core["cluster"]) : undefined;
  if (!isObject(core) || clusterUrn === undefined) {
    throw new Error(`${component}: cluster must be an eks.Cluster or its core; got ${JSON.stringify(core)}`);
  }
  return {
    cluster: (...path) =>
      new Derived([new OutputOf({ urn: clusterUrn }, path), stated], (value: unknown) => value),
    subnetIds: new Derived([core["subnetIds"], stated], (ids: unknown) => ids),
  };
}

/** A known value that carries nothing but the dependencies of what was given. */
function statedDependencies(given: unknown): Properties {
  const dependencies =
    signatureOf(given) === OUTPUT_VALUE ? (given as Properties)["dependencies"] : undefined;
  return { [SIGNATURE]: OUTPUT_VALUE, value: true, dependencies: dependencies ?? [] };
}
