import { status, type handleUnaryCall, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { GetRootResourceResponse, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  ReadResourceResponse,
  RegisterPackageResponse,
  RegisterResourceResponse,
  SupportsFeatureResponse,
  type RegisterResourceHookRequest,
  type RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { call, invoke, read } from "./functions";
import { goalOf, sourceOf } from "./goal";
import type { Pending } from "./pending";
import { register } from "./register";
import type { Session } from "./session";
import { toProperties, toStruct } from "./wire-struct";

const FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "replacementTrigger",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
  "sendsOptionsToHooks",
]);

type Answer<Request, Response> = (request: Request) => Response | Promise<Response>;

/** Makes a handler of a function; what it throws is told to the program, as the engine would. */
function handle<Request, Response>(answer: Answer<Request, Response>): handleUnaryCall<Request, Response> {
  const reply = async (
    call: ServerUnaryCall<Request, Response>,
    callback: sendUnaryData<Response>,
  ): Promise<void> => {
    try {
      callback(null, await answer(call.request));
    } catch (error) {
      callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
    }
  };
  return (call, callback) => void reply(call, callback);
}

/** The engine's side of the resource monitor protocol, for one run of a program. */
export function resourceMonitor(session: Session, pending: Pending): IResourceMonitorServer {
  const { project, stack, config } = session.options;
  return {
    supportsFeature: handle((request) =>
      new SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
    ),
    getDeploymentInfo: handle(() => {
      const info = new DeploymentInfo().setProject(project.name).setStack(stack).setDryrun(true);
      for (const [key, value] of Object.entries(config.values)) info.getConfigMap().set(key, value);
      return info.setConfigsecretkeysList([...config.secretKeys]);
    }),
    registerResource: handle((request) =>
      pending.during(`${request.getName()} (${request.getType()})`, () => registerResource(session, request)),
    ),
    registerResourceOutputs: handle((request) => {
      const outputs = toProperties(request.getOutputs());
      session.refuseOutputsAsText(outputs, "output", request.getUrn());
      session.known.setOutputs(request.getUrn(), outputs);
      return new Empty();
    }),
    readResource: handle((request) => {
      const { urn, outputs } = read(session, request);
      return new ReadResourceResponse().setUrn(urn).setProperties(toStruct(outputs));
    }),
    invoke: handle((request) =>
      pending.during(`the function ${request.getTok()}`, async () =>
        new InvokeResponse().setReturn(toStruct(await invoke(session, request))),
      ),
    ),
    call: handle((request) => {
      const { result, dependencies } = call(session, request);
      const response = new CallResponse().setReturn(toStruct(result));
      for (const key of Object.keys(result)) {
        response
          .getReturndependenciesMap()
          .set(key, new CallResponse.ReturnDependencies().setUrnsList(dependencies));
      }
      return response;
    }),
    registerStackTransform: handle((callback) => {
      session.stackTransforms.push(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: handle((callback) => {
      session.invokeTransforms.push(callback);
      return new Empty();
    }),
    registerResourceHook: handle((request) => {
      addHook(session, request);
      return new Empty();
    }),
    // Nothing fails in a preview, so nothing calls it.
    registerErrorHook: handle(() => new Empty()),
    registerPackage: handle((request) => {
      const parameterization = request.getParameterization();
      const packageName = parameterization?.getName() ?? request.getName();
      const version = parameterization?.getVersion() ?? request.getVersion();
      const reference = `${packageName}@${version}`;
      session.packages.set(reference, {
        package: packageName,
        version,
        pluginDownloadUrl: request.getDownloadUrl(),
      });
      return new RegisterPackageResponse().setRef(reference);
    }),
    signalAndWaitForShutdown: handle(() => new Empty()),
  };
}

async function registerResource(
  session: Session,
  request: RegisterResourceRequest,
): Promise<RegisterResourceResponse> {
  const source = sourceOf(request.getSourceposition(), session.options.project.directory);
  const goal = goalOf(request, toProperties(request.getObject()), source);
  const { urn, id, outputs, outputDependencies } = await register(session, goal, request.getRemote());
  const response = new RegisterResourceResponse()
    .setUrn(urn)
    .setId(id ?? "")
    .setObject(toStruct(outputs));
  for (const [key, urns] of Object.entries(outputDependencies)) {
    const dependencies = new RegisterResourceResponse.PropertyDependencies().setUrnsList([...urns]);
    response.getPropertydependenciesMap().set(key, dependencies);
  }
  return response;
}

function addHook(session: Session, request: RegisterResourceHookRequest): void {
  const callback = request.getCallback();
  if (session.hooks.has(request.getName())) {
    throw new Error(`resource hook already registered for name "${request.getName()}"`);
  }
  if (callback !== undefined)
    session.hooks.set(request.getName(), { callback, onDryRun: request.getOnDryRun() });
}

/** The engine's side of the protocol for messages. */
export function engine(session: Session): IEngineServer {
  let root = "";
  return {
    log: handle((request) => {
      log(session, request);
      return new Empty();
    }),
    setRootResource: handle((request) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    getRootResource: handle(() => new GetRootResourceResponse().setUrn(root)),
    startDebugging: handle(() => new Empty()),
    // There is no engine whose version could be wrong.
    requirePulumiVersion: handle(() => new RequirePulumiVersionResponse()),
  };
}

function log(session: Session, request: LogRequest): void {
  const severities = {
    [LogSeverity.DEBUG]: undefined,
    [LogSeverity.INFO]: "info",
    [LogSeverity.WARNING]: "warning",
    [LogSeverity.ERROR]: "error",
  } as const;
  const severity = severities[request.getSeverity()];
  const urn = request.getUrn();
  if (severity === undefined) return;
  session.diagnostics.push({ severity, message: request.getMessage(), ...(urn === "" ? {} : { urn }) });
}
