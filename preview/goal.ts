import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition as WirePosition } from "@pulumi/pulumi/proto/source_pb";
import type { SourcePosition } from "./registration";
import type { Properties } from "./simulation/wire";
import type { Dependencies } from "./wire-values";

/** What the program, or the simulated plugin of a component, wants registered. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  /** In wire form; with output values for a remote component or after a transform. */
  readonly properties: Properties;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Dependencies;
  /** All options, in the message that transforms take and return. */
  readonly options: TransformResourceOptions;
  readonly transforms: readonly Callback[];
  readonly packageRef: string;
  readonly source: SourcePosition | undefined;
  readonly simulated: boolean;
}

export function goalOf(
  request: RegisterResourceRequest,
  properties: Properties,
  source: SourcePosition | undefined,
): Goal {
  const dependencies = request.getDependenciesList();
  const stated = request.getPropertydependenciesMap();
  const propertyDependencies: Record<string, readonly string[]> = {};
  if (stated.getLength() === 0 && !request.getRemote()) {
    for (const key of Object.keys(properties)) propertyDependencies[key] = dependencies;
  } else {
    stated.forEach((entry, key) => (propertyDependencies[key] = entry.getUrnsList()));
  }
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    properties,
    dependencies,
    propertyDependencies,
    options: optionsOf(request),
    transforms: request.getTransformsList(),
    packageRef: request.getPackageref(),
    source,
    simulated: false,
  };
}

function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions();
  const protect = request.hasProtect() ? request.getProtect() : undefined;
  const retain = request.hasRetainondelete() ? request.getRetainondelete() : undefined;
  if (protect !== undefined) options.setProtect(protect);
  if (retain !== undefined) options.setRetainOnDelete(retain);
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  }
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setReplacementTrigger(request.getReplacementTrigger());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  request.getProvidersMap().forEach((reference, key) => options.getProvidersMap().set(key, reference));
  options.setHideDiffList(request.getHidediffsList());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setDeletedWith(request.getDeletedwith());
  options.setReplaceWithList(request.getReplaceWithList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setHooks(request.getHooks());
  options.setImport(request.getImportid());
  return options;
}

/** Where a request came from, if that is a file of the project. */
export function sourceOf(position: WirePosition | undefined, directory: string): SourcePosition | undefined {
  if (position === undefined) return undefined;
  const path = new URL(position.getUri()).pathname;
  if (!path.startsWith(`${directory}/`) || path.includes("/node_modules/")) return undefined;
  return { file: decodeURIComponent(path.slice(directory.length + 1)), line: position.getLine() };
}
