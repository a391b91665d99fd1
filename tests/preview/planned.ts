import type { PlanResource } from "../../preview/plan";

/** A custom resource of a plan of which nothing was stated but `stated`. */
export function planned(
  stated: Pick<PlanResource, "urn" | "type" | "name"> & Partial<PlanResource>,
): PlanResource {
  return {
    custom: true,
    read: false,
    simulated: false,
    inputs: {},
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    deleteBeforeReplace: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    aliases: [],
    ...stated,
  };
}
