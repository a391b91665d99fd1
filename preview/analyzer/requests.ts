import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { AnalyzerOptions } from "./options";
import type { Registration } from "../registration";
import { withoutOutputValues, withoutReferences } from "../wire-values";

type Properties = Readonly<Record<string, unknown>>;

export function stackConfiguration(options: AnalyzerOptions): proto.AnalyzerStackConfigureRequest {
  const request = new proto.AnalyzerStackConfigureRequest();
  request.setOrganization(options.organization);
  request.setProject(options.project);
  request.setStack(options.stack);
  request.setDryRun(true);
  return request;
}

/** The engine analyzes what is registered; what is only read takes part in the stack's analysis alone. */
export function resourcePhase(registration: Registration): boolean {
  return !registration.read;
}

/** @param internalKeys whether keys such as `__defaults` go along, as they do for a remediation. @default false */
export function analyzeRequest(
  registration: Registration,
  all: readonly Registration[],
  inputs: Properties,
  { internalKeys = false } = {},
): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  request.setUrn(registration.urn);
  request.setType(registration.type);
  request.setName(registration.name);
  request.setProperties(structOf(inputs, internalKeys));
  request.setOptions(optionsOf(registration));
  request.setProvider(providerOf(registration, all));
  return request;
}

/** @param remedied the inputs of resources that a remediation changed, by URN */
export function stackRequest(
  registrations: readonly Registration[],
  remedied: ReadonlyMap<string, Properties>,
): proto.AnalyzeStackRequest {
  const request = new proto.AnalyzeStackRequest();
  request.setResourcesList(
    registrations.map((registration) => {
      const resource = new proto.AnalyzerResource();
      resource.setUrn(registration.urn);
      resource.setType(registration.type);
      resource.setName(registration.name);
      resource.setProperties(structOf({ ...registration.outputs, ...remedied.get(registration.urn) }, false));
      resource.setOptions(optionsOf(registration));
      resource.setProvider(providerOf(registration, registrations));
      resource.setParent(registration.parent ?? "");
      resource.setDependenciesList([...registration.dependencies]);
      for (const [property, urns] of Object.entries(registration.propertyDependencies)) {
        if (urns.length === 0) continue;
        const dependencies = new proto.AnalyzerPropertyDependencies();
        dependencies.setUrnsList([...urns]);
        resource.getPropertydependenciesMap().set(property, dependencies);
      }
      return resource;
    }),
  );
  return request;
}

function optionsOf(registration: Registration): proto.AnalyzerResourceOptions {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(registration.protect);
  options.setIgnorechangesList([...registration.ignoreChanges]);
  options.setDeletebeforereplace(registration.deleteBeforeReplace);
  options.setDeletebeforereplacedefined(registration.deleteBeforeReplace);
  options.setAdditionalsecretoutputsList([...registration.additionalSecretOutputs]);
  options.setAliasesList([...registration.aliases]);
  const timeouts = new proto.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(secondsOf(registration.customTimeouts.create));
  timeouts.setUpdate(secondsOf(registration.customTimeouts.update));
  timeouts.setDelete(secondsOf(registration.customTimeouts.delete));
  options.setCustomtimeouts(timeouts);
  options.setParent(registration.parent ?? "");
  return options;
}

function providerOf(
  registration: Registration,
  all: readonly Registration[],
): proto.AnalyzerProviderResource | undefined {
  const urn = registration.provider.slice(0, registration.provider.lastIndexOf("::"));
  const found = all.find((candidate) => candidate.urn === urn);
  if (found === undefined) return undefined;
  const provider = new proto.AnalyzerProviderResource();
  provider.setUrn(found.urn);
  provider.setType(found.type);
  provider.setName(found.name);
  provider.setProperties(structOf(found.inputs, false));
  return provider;
}

function structOf(properties: Properties, internalKeys: boolean): Struct {
  const plain = withoutReferences(withoutOutputValues(properties));
  const kept = Object.entries(plain).filter(
    ([key, value]) => value !== undefined && (internalKeys || !key.startsWith("__")),
  );
  return Struct.fromJavaScript(Object.fromEntries(kept) as Record<string, JavaScriptValue>);
}

/** A Go duration such as `1h30m` in seconds; 0 for none, which the protocol takes for the provider's own. */
function secondsOf(duration: string | undefined): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...(duration ?? "").matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce(
    (seconds, [, amount, unit]) => seconds + Number(amount) * (units[unit ?? ""] ?? 0),
    0,
  );
}
