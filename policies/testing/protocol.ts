import { createRequire } from "node:module";
import type { Policy } from "../pack";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

export type Properties = Readonly<Record<string, unknown>>;

/** One resource of a test, as the engine would give it to a policy pack. */
export interface Fixture {
  readonly type: string;
  readonly name: string;
  readonly properties: Properties;
  readonly protect?: boolean;
  readonly parent?: string;
  /** Names of the fixtures that a property's value comes from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

export const STACK = "prod";

export function urnOf(fixture: Pick<Fixture, "type" | "name">): string {
  return `urn:pulumi:${STACK}::commerce::${fixture.type}::${fixture.name}`;
}

type Handler<Request, Response> = (
  call: { request: Request },
  callback: (error: Error | undefined, response: Response) => void,
) => unknown;
type Make<Request, Response> = (
  name: string,
  version: string,
  level: string,
  policies: readonly Policy[],
) => Handler<Request, Response>;

// The package's own evaluation, the one that serves the engine; its declarations leave it out.
const server = createRequire(__filename)("@pulumi/policy/server") as {
  makeAnalyzeRpcFun: Make<proto.AnalyzeRequest, proto.AnalyzeResponse>;
  makeAnalyzeStackRpcFun: Make<proto.AnalyzeStackRequest, proto.AnalyzeResponse>;
  makeRemediateRpcFun: Make<proto.AnalyzeRequest, proto.RemediateResponse>;
};

export function analyze(policy: Policy, fixture: Fixture): Promise<proto.AnalyzeResponse.AsObject> {
  const call = server.makeAnalyzeRpcFun("pack", "1.0.0", "mandatory", [policy]);
  return respond(call, requestOf(fixture)).then((response) => response.toObject());
}

export function analyzeStack(
  policy: Policy,
  fixtures: readonly Fixture[],
): Promise<proto.AnalyzeResponse.AsObject> {
  const call = server.makeAnalyzeStackRpcFun("pack", "1.0.0", "mandatory", [policy]);
  const request = new proto.AnalyzeStackRequest();
  request.setResourcesList(fixtures.map((fixture) => stackResourceOf(fixture, fixtures)));
  return respond(call, request).then((response) => response.toObject());
}

/** The properties after remediation, or `undefined` if nothing was remediated. */
export async function remediate(policy: Policy, fixture: Fixture): Promise<Properties | undefined> {
  const call = server.makeRemediateRpcFun("pack", "1.0.0", "mandatory", [policy]);
  const response = await respond(call, requestOf(fixture));
  return response.getRemediationsList().at(-1)?.getProperties()?.toJavaScript();
}

function respond<Request, Response>(
  handler: Handler<Request, Response>,
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    handler({ request }, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}

function requestOf(fixture: Fixture): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  request.setType(fixture.type);
  request.setName(fixture.name);
  request.setUrn(urnOf(fixture));
  request.setProperties(structOf(fixture.properties));
  request.setOptions(optionsOf(fixture));
  return request;
}

function stackResourceOf(fixture: Fixture, all: readonly Fixture[]): proto.AnalyzerResource {
  const resource = new proto.AnalyzerResource();
  resource.setType(fixture.type);
  resource.setName(fixture.name);
  resource.setUrn(urnOf(fixture));
  resource.setProperties(structOf(fixture.properties));
  resource.setOptions(optionsOf(fixture));
  if (fixture.parent !== undefined) resource.setParent(urnNamed(fixture.parent, all));
  for (const [property, names] of Object.entries(fixture.from ?? {})) {
    const urns = new proto.AnalyzerPropertyDependencies();
    urns.setUrnsList(names.map((name) => urnNamed(name, all)));
    resource.getPropertydependenciesMap().set(property, urns);
  }
  return resource;
}

function urnNamed(name: string, all: readonly Fixture[]): string {
  const target = all.find((fixture) => fixture.name === name);
  if (target === undefined) throw new Error(`no fixture is named ${name}`);
  return urnOf(target);
}

function optionsOf(fixture: Fixture): proto.AnalyzerResourceOptions {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(fixture.protect ?? false);
  return options;
}

function structOf(properties: Properties): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}
