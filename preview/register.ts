import { construct } from "./construct";
import { providerSettings } from "./default-providers";
import type { Goal } from "./goal";
import { registrationOf } from "./known-resources";
import { resolveAliases } from "./aliases";
import { SECRET, UNKNOWN, type Registration } from "./registration";
import type { Session } from "./session";
import { signatureOf, withoutUndefined, type Properties } from "./simulation/wire";
import { packageOf, providedPackage } from "./urn";
import {
  asOutputValues,
  dependenciesIn,
  secret,
  withHashes,
  withoutOutputValues,
  withoutReferences,
  type Dependencies,
} from "./wire-values";

export interface Registered {
  readonly urn: string;
  /** `undefined` as long as nothing is deployed. */
  readonly id: string | undefined;
  readonly outputs: Properties;
  /** For a remote component: the URNs each of its outputs depends on. */
  readonly outputDependencies: Dependencies;
}

/**
 * Registers a resource as the engine does in the first preview of a stack: nothing exists yet, so a provider checks the
 * inputs and creates, and what only a deployment can know stays unknown. What the engine would end the preview for is
 * reported, and the program goes on, so that one run shows every such error.
 *
 * @throws Error the program is told, if the request itself makes no sense.
 */
export async function register(session: Session, stated: Goal, remote: boolean): Promise<Registered> {
  if ((stated.custom || remote) && !/^[^:]+:[^:]*:[^:]+$/.test(stated.type)) {
    throw new Error(`"${stated.type}" is not a type of the form package:module:Type`);
  }
  if (stated.parent !== "" && session.known.get(stated.parent) === undefined) {
    throw new Error(`could not find parent resource ${stated.parent}`);
  }
  inheritOptions(session, stated, remote);
  const goal = await transform(session, stated);
  return remote ? construct(session, goal) : add(session, goal);
}

function inheritOptions(session: Session, { parent, options, type, custom }: Goal, remote: boolean): void {
  const handedDown = session.known.get(parent)?.handedDown;
  const providers = options.getProvidersMap();
  if (options.getProvider() === "" && (custom || remote) && providedPackage(type) === undefined) {
    const own = providers.get(packageOf(type));
    options.setProvider(own ?? session.known.inheritedProvider(parent, packageOf(type)));
  }
  if (handedDown === undefined) return;
  if (!options.hasProtect() && handedDown.protect !== undefined) options.setProtect(handedDown.protect);
  if (!options.hasRetainOnDelete() && handedDown.retainOnDelete !== undefined) {
    options.setRetainOnDelete(handedDown.retainOnDelete);
  }
  if (options.getDeletedWith() === "") options.setDeletedWith(handedDown.deletedWith);
  if (custom) return;
  for (const [key, reference] of Object.entries(handedDown.providers)) {
    if (!providers.has(key)) providers.set(key, reference);
  }
}

async function transform(session: Session, goal: Goal): Promise<Goal> {
  const { known, stackTransforms, callbacks } = session;
  // As in the engine, dependencies travel through the transforms of the resource itself, not through inherited ones.
  const own = goal.transforms.length > 0;
  const transforms = [...goal.transforms, ...known.inheritedTransforms(goal.parent), ...stackTransforms];
  let { properties, options } = goal;
  if (transforms.length > 0) properties = asOutputValues(properties, own ? goal.propertyDependencies : {});
  for (const each of transforms)
    ({ properties, options } = await callbacks.transform(each, goal, { properties, options }));

  const carried: Record<string, readonly string[]> = {};
  for (const [key, value] of Object.entries(properties)) {
    const before = own ? [] : (goal.propertyDependencies[key] ?? []);
    carried[key] = [...new Set([...before, ...dependenciesIn(value)])];
  }
  const propertyDependencies = own ? carried : { ...goal.propertyDependencies, ...carried };
  const dependencies = own
    ? [...new Set([...options.getDependsOnList(), ...Object.values(carried).flat()])]
    : goal.dependencies;
  return { ...goal, properties, options, dependencies, propertyDependencies };
}

/** Registers a resource that needs no plugin to take it apart. */
export async function add(session: Session, goal: Goal): Promise<Registered> {
  const urn = session.urn(goal.parent, goal.type, goal.name);
  const inputs = withHashes(
    withoutUndefined(withoutOutputValues(goal.properties)),
    session.options.project.directory,
  );
  session.refuseOutputsAsText(goal.name, "the name", urn, goal.source);
  session.refuseOutputsAsText(inputs, "input", urn, goal.source);
  let registration = unprovided(session, goal, urn, inputs);
  try {
    if (goal.custom) registration = provided(session, goal, registration);
    await runHooks(session, goal.options.getHooks()?.getBeforeCreateList(), registration, undefined);
    session.known.add(registration, {
      providers: Object.fromEntries(goal.options.getProvidersMap().toObject(true)),
      transforms: goal.transforms,
      protect: goal.options.hasProtect() ? goal.options.getProtect() : undefined,
      retainOnDelete: goal.options.hasRetainOnDelete() ? goal.options.getRetainOnDelete() : undefined,
      deletedWith: goal.options.getDeletedWith(),
    });
    await runHooks(
      session,
      goal.options.getHooks()?.getAfterCreateList(),
      registration,
      registration.outputs,
    );
  } catch (error) {
    session.error(error, urn, goal.source);
  }
  return { urn, id: registration.id, outputs: registration.outputs, outputDependencies: {} };
}

function unprovided(session: Session, goal: Goal, urn: string, inputs: Properties): Registration {
  const { options } = goal;
  const { project, stack } = session.options;
  const resource = { project: project.name, stack, parent: goal.parent, type: goal.type, name: goal.name };
  return registrationOf({
    urn,
    type: goal.type,
    name: goal.name,
    custom: goal.custom,
    simulated: goal.simulated,
    parent: goal.parent === "" ? undefined : goal.parent,
    inputs,
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies,
    protect: options.getProtect() ?? false,
    retainOnDelete: options.getRetainOnDelete() ?? false,
    deleteBeforeReplace: options.getDeleteBeforeReplace() ?? false,
    ignoreChanges: options.getIgnoreChangesList(),
    replaceOnChanges: options.getReplaceOnChangesList(),
    additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
    customTimeouts: statedTimeouts(goal),
    aliases: resolveAliases(resource, options.getAliasesList(), (parent) => session.known.aliasesOf(parent)),
    source: goal.source,
  });
}

function provided(session: Session, goal: Goal, registration: Registration): Registration {
  const { options, type, name, packageRef } = goal;
  const version = options.getVersion();
  const pluginDownloadUrl = options.getPluginDownloadUrl();
  if (providedPackage(type) !== undefined) {
    const inputs = { ...registration.inputs, ...providerSettings(version, pluginDownloadUrl) };
    return { ...registration, inputs, outputs: inputs, id: UNKNOWN };
  }
  const question = { explicit: options.getProvider(), token: type, packageRef, version, pluginDownloadUrl };
  const provider = session.providerReference(question, registration.urn);
  const { simulation } = session.options;
  const given = withoutReferences(registration.inputs);
  const inputs = simulation.check(type, given, session.known.providerInputs(provider));
  const { id, outputs } = simulation.create(type, name, inputs, session.contextFor(provider));
  const secretOutputs = options.getAdditionalSecretOutputsList();
  return { ...registration, provider, inputs, outputs: markSecrets(outputs, inputs, secretOutputs), id };
}

/** An output is secret if the SDK says so, and if it could be the echo of a secret input. */
function markSecrets(outputs: Properties, inputs: Properties, secretOutputs: readonly string[]): Properties {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => {
      const leaks = secretOutputs.includes(key) || signatureOf(inputs[key]) === SECRET;
      return [key, leaks ? secret(value) : value];
    }),
  );
}

function statedTimeouts({ options }: Goal): Registration["customTimeouts"] {
  const timeouts = options.getCustomTimeouts();
  const stated = {
    create: timeouts?.getCreate() ?? "",
    update: timeouts?.getUpdate() ?? "",
    delete: timeouts?.getDelete() ?? "",
  };
  return Object.fromEntries(Object.entries(stated).filter(([, duration]) => duration !== ""));
}

async function runHooks(
  session: Session,
  names: readonly string[] = [],
  registration: Registration,
  outputs: Properties | undefined,
): Promise<void> {
  for (const name of names) {
    const hook = session.hooks.get(name);
    if (hook === undefined) throw new Error(`resource hook "${name}" was never registered`);
    if (hook.onDryRun) await session.callbacks.hook(hook.callback, registration, outputs);
  }
}
