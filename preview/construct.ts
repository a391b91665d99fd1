import { createRequire } from "node:module";
import { join } from "node:path";
import { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { Goal } from "./goal";
import { register, type Registered } from "./register";
import type { Session } from "./session";
import type { RegisteredChild, ResolvedChild } from "./simulation";
import { packageOf, providedPackage } from "./urn";

/**
 * A remote component is taken apart by its plugin. There is none here: the simulation says which children the plugin
 * would register, and they go the way of every other resource, transforms and inherited options included.
 */
export async function construct(session: Session, goal: Goal): Promise<Registered> {
  const urn = session.urn(goal.parent, goal.type, goal.name);
  session.refuseOutputsAsText(goal.name, "the name", urn, goal.source);
  session.refuseOutputsAsText(goal.properties, "input", urn, goal.source);
  try {
    return await takeApart(session, goal);
  } catch (error) {
    session.error(error, urn, goal.source);
    return { urn, id: undefined, outputs: {}, outputDependencies: {} };
  }
}

async function takeApart(session: Session, goal: Goal): Promise<Registered> {
  const { options, type, name, packageRef } = goal;
  const { simulation } = session.options;
  const version = options.getVersion();
  const question = { explicit: options.getProvider(), token: type, packageRef, version };
  session.providerReference({ ...question, pluginDownloadUrl: options.getPluginDownloadUrl() }, type);

  const context = session.contextFor(options.getProvidersMap().get("aws") ?? "");
  const component = simulation.children(type, name, goal.properties, context, goal.propertyDependencies);
  if (component === undefined) {
    throw new Error(
      `${type} is a component of a plugin that is not simulated, so its resources cannot be shown`,
    );
  }
  const parent = component.parent ?? goal.parent;
  // The plugin registers its component without inputs.
  const itself = await register(
    session,
    { ...goal, parent, properties: {}, propertyDependencies: {} },
    false,
  );
  const { outputs, dependencies } = await simulation.expand(component, context, (child) =>
    registerChild(session, goal, itself.urn, child),
  );
  session.known.setOutputs(itself.urn, outputs);
  return { urn: itself.urn, id: undefined, outputs, outputDependencies: dependencies };
}

async function registerChild(
  session: Session,
  component: Goal,
  componentUrn: string,
  { spec, parentUrn, provider, inputs, dependencies, propertyDependencies }: ResolvedChild,
): Promise<RegisteredChild> {
  const options = new TransformResourceOptions();
  options.setIgnoreChangesList([...(spec.ignoreChanges ?? [])]);
  options.setDependsOnList([...dependencies]);
  if (spec.retainOnDelete !== undefined) options.setRetainOnDelete(spec.retainOnDelete);
  if (provider !== undefined) options.setProvider(provider);
  if (spec.custom) {
    options.setVersion(sdkVersion(session, component, providedPackage(spec.type) ?? packageOf(spec.type)));
  }
  const child: Goal = {
    type: spec.type,
    name: spec.name,
    custom: spec.custom,
    parent: parentUrn ?? componentUrn,
    properties: inputs,
    dependencies,
    propertyDependencies,
    options,
    transforms: [],
    packageRef: "",
    source: component.source,
    simulated: true,
  };
  return register(session, child, false);
}

/**
 * The plugins bring SDKs of their own, of versions that are not known here: of its own package a plugin takes the
 * version of the component, of others the one that the project has installed is the nearest.
 */
function sdkVersion(session: Session, component: Goal, packageName: string): string {
  if (packageOf(component.type) === packageName) return component.options.getVersion();
  const require = createRequire(join(session.options.project.directory, "Pulumi.yaml"));
  return (require(`@pulumi/${packageName}/package.json`) as { version: string }).version;
}
