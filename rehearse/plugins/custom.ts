import { isDeepStrictEqual } from "node:util";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { status } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { SimulationContext } from "../../preview/simulation";
import { check, create, invoke, replaceOn } from "../../preview/simulation";
import { plain, textOf, type Properties } from "../../preview/simulation/wire";
import { toProperties, toStruct } from "../../preview/wire-struct";
import { rehearsedCloud, type Cloud, type CloudResource } from "./cloud";
import { ProviderError, unary } from "./server";

/** Of AWS's own examples; for a provider that does not say which accounts it is for. */
const exampleAccount = "123456789012";

/**
 * The provider protocol for resources of one package, answered by the simulation and kept in a folder of files. Like the
 * real providers of AWS and Kubernetes it knows no resource references: the engine hands it ids in their place. The
 * Kubernetes provider takes secrets as such, the AWS provider does not, and the engine marks its outputs itself.
 */
export function customProvider({ acceptSecrets }: { acceptSecrets: boolean }): UntypedServiceImplementation {
  const cloud = rehearsedCloud();
  let configuration: Properties = {};
  const contextOf = (preview: boolean): SimulationContext => ({
    accountId: accountOf(configuration),
    region: textOf(configuration["region"]) ?? "us-east-1",
    preview,
  });
  return {
    getSchema: unary(schema),
    checkConfig: unary(echo),
    diffConfig: unary(() => new messages.DiffResponse()),
    configure: unary((request: messages.ConfigureRequest) => {
      configuration = decoded(toProperties(request.getArgs()));
      refuseOtherAccounts(configuration);
      return capabilities({ acceptSecrets, acceptResources: false });
    }),
    invoke: unary((request: messages.InvokeRequest) => {
      const response = new messages.InvokeResponse();
      const args = plain(toProperties(request.getArgs())) as Properties;
      response.setReturn(toStruct(invoke(request.getTok(), args, contextOf(false))));
      return response;
    }),
    check: unary((request: messages.CheckRequest) => {
      const response = new messages.CheckResponse();
      response.setInputs(toStruct(check(typeOf(request), toProperties(request.getNews()), configuration)));
      return response;
    }),
    diff: unary((request: messages.DiffRequest) => difference(request, configuration, contextOf(false))),
    create: unary((request: messages.CreateRequest) =>
      created(request, contextOf(request.getPreview()), cloud),
    ),
    read: unary((request: messages.ReadRequest) => readBack(request, contextOf(false), cloud)),
    update: unary((request: messages.UpdateRequest) =>
      updated(request, contextOf(request.getPreview()), cloud),
    ),
    delete: unary((request: messages.DeleteRequest) => {
      cloud.remove(typeOf(request), request.getId());
      return new Empty();
    }),
  };
}

export function schema(): messages.GetSchemaResponse {
  const response = new messages.GetSchemaResponse();
  response.setSchema("{}");
  return response;
}

export function echo(request: messages.CheckRequest): messages.CheckResponse {
  const response = new messages.CheckResponse();
  response.setInputs(request.getNews());
  return response;
}

export function capabilities(accepts: {
  acceptSecrets: boolean;
  acceptResources: boolean;
}): messages.ConfigureResponse {
  const response = new messages.ConfigureResponse();
  response.setAcceptsecrets(accepts.acceptSecrets);
  response.setAcceptresources(accepts.acceptResources);
  response.setSupportspreview(true);
  return response;
}

/** Nested configuration of a provider travels as JSON text inside of the properties. */
function decoded(configuration: Properties): Properties {
  return Object.fromEntries(
    Object.entries(configuration).map(([key, value]) => {
      const text = plain(value);
      return [key, typeof text === "string" && /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : value];
    }),
  );
}

function allowedAccounts(configuration: Properties): readonly string[] {
  return (plain(configuration["allowedAccountIds"]) ?? []) as readonly string[];
}

/** Whose credentials are simulated: the account that the provider wants, unless `REHEARSAL_ACCOUNT` names another. */
function accountOf(configuration: Properties): string {
  return process.env["REHEARSAL_ACCOUNT"] ?? allowedAccounts(configuration)[0] ?? exampleAccount;
}

function refuseOtherAccounts(configuration: Properties): void {
  const allowed = allowedAccounts(configuration);
  const accountId = accountOf(configuration);
  if (allowed.length > 0 && !allowed.includes(accountId)) {
    throw new ProviderError(
      `the simulated credentials belong to account ${accountId}, the provider allows ${allowed.join(", ")} only`,
    );
  }
}

function typeOf(request: { getType(): string; getUrn(): string }): string {
  return request.getType() !== ""
    ? request.getType()
    : (request.getUrn().split("::")[2]?.split("$").at(-1) ?? "");
}

function difference(
  request: messages.DiffRequest,
  configuration: Properties,
  context: SimulationContext,
): messages.DiffResponse {
  const type = typeOf(request);
  const before = toProperties(request.getOldInputs());
  const after = toProperties(request.getNews());
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => !isDeepStrictEqual(plain(before[key]), plain(after[key])));
  const replaces = replaceOn(type, configuration).filter(
    (path) => !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)),
  );
  const response = new messages.DiffResponse();
  response.setChanges(
    changed.length > 0
      ? messages.DiffResponse.DiffChanges.DIFF_SOME
      : messages.DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setDiffsList(changed);
  response.setReplacesList(replaces);
  // Two of one fixed name cannot be there at once.
  const next = create(type, request.getName(), after, context);
  response.setDeletebeforereplace(
    replaces.length > 0 && next.id === request.getId() && namesItself(after, next.id),
  );
  return response;
}

function namesItself(inputs: Properties, id: string): boolean {
  return (
    Object.values(inputs).some((value) => plain(value) === id) || plain(inputs["metadata"]) !== undefined
  );
}

function valueAt(properties: Properties, path: string): unknown {
  return path.split(".").reduce<unknown>((value, step) => {
    const bare = plain(value);
    return typeof bare === "object" && bare !== null ? (bare as Properties)[step] : undefined;
  }, properties);
}

function created(
  request: messages.CreateRequest,
  context: SimulationContext,
  cloud: Cloud,
): messages.CreateResponse {
  const type = typeOf(request);
  const inputs = toProperties(request.getProperties());
  const response = new messages.CreateResponse();
  if (context.preview) {
    response.setProperties(toStruct(create(type, request.getName(), inputs, context).outputs));
    return response;
  }
  const resource = firstFree(type, request.getName(), inputs, context, cloud);
  cloud.write(resource);
  response.setId(resource.id);
  response.setProperties(toStruct(resource.outputs));
  return response;
}

/** What AWS takes as a setting of something else: to create it again sets it again. */
const settings: ReadonlySet<string> = new Set([
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
]);

/** A generated name gets another suffix while it is taken, as when a resource is created before its old self goes. */
function firstFree(
  type: string,
  name: string,
  inputs: Properties,
  context: SimulationContext,
  cloud: Cloud,
): CloudResource {
  let taken: string | undefined;
  for (let attempt = 0; ; attempt++) {
    const { id, outputs } = create(type, name, inputs, context, attempt);
    if (id === undefined) throw new Error(`the simulation gave ${type} ${name} no id`);
    if (settings.has(type) || cloud.read(type, id) === undefined)
      return { type, name, id, attempt, inputs, outputs };
    if (id === taken) throw new ProviderError(`${type} ${id} already exists`, status.ALREADY_EXISTS);
    taken = id;
  }
}

function readBack(
  request: messages.ReadRequest,
  context: SimulationContext,
  cloud: Cloud,
): messages.ReadResponse {
  const found = cloud.read(typeOf(request), request.getId());
  const response = new messages.ReadResponse();
  if (found === undefined) return response;
  response.setId(found.id);
  response.setInputs(toStruct(inputsNow(found, context)));
  response.setProperties(toStruct(found.outputs));
  return response;
}

/** What the resource would have to be declared as: its inputs, and whatever somebody changed since. */
function inputsNow(
  { type, name, inputs, outputs, attempt }: CloudResource,
  context: SimulationContext,
): Properties {
  const made = create(type, name, inputs, context, attempt).outputs;
  const changed = Object.entries(outputs).filter(([key, value]) => !isDeepStrictEqual(value, made[key]));
  return { ...inputs, ...Object.fromEntries(changed) };
}

function updated(
  request: messages.UpdateRequest,
  context: SimulationContext,
  cloud: Cloud,
): messages.UpdateResponse {
  const type = typeOf(request);
  const inputs = toProperties(request.getNews());
  const response = new messages.UpdateResponse();
  const found = cloud.read(type, request.getId());
  if (found === undefined) {
    throw new ProviderError(`${type} ${request.getId()} does not exist any more`, status.NOT_FOUND);
  }
  const outputs = create(type, found.name, inputs, { ...context, preview: false }, found.attempt).outputs;
  if (!context.preview) cloud.write({ ...found, inputs, outputs });
  response.setProperties(toStruct(outputs));
  return response;
}
