import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceInvokeRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { children, expand, type RegisteredChild, type ResolvedChild } from "../../preview/simulation";
import { referencedUrns, type Properties } from "../../preview/simulation/wire";
import { toProperties, toStruct } from "../../preview/wire-struct";
import { capabilities, echo, schema } from "./custom";
import { unary } from "./server";

/** The provider protocol for the components of awsx and eks, whose children come from the simulation. */
export function componentProvider(): UntypedServiceImplementation {
  return {
    getSchema: unary(schema),
    checkConfig: unary(echo),
    diffConfig: unary(() => new messages.DiffResponse()),
    configure: unary(() => capabilities({ acceptSecrets: true, acceptResources: true })),
    construct: unary(construct),
  };
}

async function construct(request: messages.ConstructRequest): Promise<messages.ConstructResponse> {
  const type = request.getType();
  const inputs = toProperties(request.getInputs());
  const monitor = new Monitor(request);
  try {
    const referenced = await monitor.outputsOf(referencedUrns(inputs));
    const context = {
      // The account is asked of the AWS provider by whoever needs it; no component here does.
      accountId: "",
      region: await monitor.region(),
      preview: request.getDryrun(),
      outputsOf: (urn: string) => referenced.get(urn),
    };
    const component = children(type, request.getName(), inputs, context, inputDependencies(request));
    if (component === undefined) throw new Error(`${type} is not simulated`);
    const self = await monitor.registerComponent(component.parent ?? request.getParent());
    const result = await expand(component, context, (child) => monitor.registerChild(child, self));
    await monitor.registerOutputs(self, result.outputs);
    return answer(self, result);
  } finally {
    monitor.close();
  }
}

function inputDependencies(request: messages.ConstructRequest): Record<string, readonly string[]> {
  const dependencies: Record<string, readonly string[]> = {};
  request.getInputdependenciesMap().forEach((urns, key) => {
    dependencies[key] = urns.getUrnsList();
  });
  return dependencies;
}

function answer(
  urn: string,
  result: { outputs: Properties; dependencies: Readonly<Record<string, readonly string[]>> },
): messages.ConstructResponse {
  const response = new messages.ConstructResponse();
  response.setUrn(urn);
  response.setState(toStruct(result.outputs));
  for (const [key, urns] of Object.entries(result.dependencies)) {
    const dependencies = new messages.ConstructResponse.PropertyDependencies();
    dependencies.setUrnsList([...urns]);
    response.getStatedependenciesMap().set(key, dependencies);
  }
  return response;
}

/** The engine, as a plugin that constructs one component sees it. */
class Monitor {
  private readonly client: ResourceMonitorClient;

  constructor(private readonly request: messages.ConstructRequest) {
    this.client = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
  }

  close(): void {
    this.client.close();
  }

  /** Of the AWS provider that the component was given, or else of the stack. */
  async region(): Promise<string> {
    const provider = this.request.getProvidersMap().get("aws") ?? "";
    return String((await this.invoke("aws:index/getRegion:getRegion", {}, provider))["region"]);
  }

  /** Of these resources, and of those that their outputs refer to in turn. */
  async outputsOf(urns: readonly string[]): Promise<Map<string, Properties>> {
    const direct = await this.statesOf(urns);
    const behind = [...direct.values()].flatMap(referencedUrns).filter((urn) => !direct.has(urn));
    return new Map([...direct, ...(await this.statesOf([...new Set(behind)]))]);
  }

  private async statesOf(urns: readonly string[]): Promise<Map<string, Properties>> {
    const states = await Promise.all(
      urns.map((urn) => this.invoke("pulumi:pulumi:getResource", { urn }, "")),
    );
    return new Map(urns.map((urn, index) => [urn, (states[index]?.["state"] ?? {}) as Properties]));
  }

  private async invoke(token: string, args: Properties, provider: string): Promise<Properties> {
    const request = new ResourceInvokeRequest();
    request.setTok(token);
    request.setArgs(toStruct(args));
    request.setProvider(provider);
    request.setAcceptresources(true);
    const call = promisify<ResourceInvokeRequest, messages.InvokeResponse>(
      this.client.invoke.bind(this.client),
    );
    return toProperties((await call(request)).getReturn());
  }

  async registerComponent(parent: string): Promise<string> {
    const request = this.registration(this.request.getType(), this.request.getName(), parent, false);
    request.setDependenciesList(this.request.getDependenciesList());
    this.request
      .getProvidersMap()
      .forEach((reference, name) => request.getProvidersMap().set(name, reference));
    return (await this.register(request)).getUrn();
  }

  async registerChild(child: ResolvedChild, component: string): Promise<RegisteredChild> {
    const { spec } = child;
    const request = this.registration(spec.type, spec.name, child.parentUrn ?? component, spec.custom);
    request.setObject(toStruct(child.inputs));
    request.setDependenciesList([...child.dependencies]);
    request.setIgnorechangesList([...(spec.ignoreChanges ?? [])]);
    request.setProvider(
      child.provider ?? this.request.getProvidersMap().get(spec.type.split(":")[0] ?? "") ?? "",
    );
    if (spec.retainOnDelete !== undefined) request.setRetainondelete(spec.retainOnDelete);
    for (const [key, urns] of Object.entries(child.propertyDependencies)) {
      const dependencies = new RegisterResourceRequest.PropertyDependencies();
      dependencies.setUrnsList([...urns]);
      request.getPropertydependenciesMap().set(key, dependencies);
    }
    const response = await this.register(request);
    const outputs = toProperties(response.getObject());
    const id = response.getId() === "" ? undefined : response.getId();
    return { urn: response.getUrn(), id, outputs: { ...child.inputs, ...outputs } };
  }

  private registration(type: string, name: string, parent: string, custom: boolean): RegisterResourceRequest {
    const request = new RegisterResourceRequest();
    request.setType(type);
    request.setName(name);
    request.setParent(parent);
    request.setCustom(custom);
    request.setObject(toStruct({}));
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    request.setSupportspartialvalues(true);
    request.setAliasspecs(true);
    return request;
  }

  private async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const call = promisify<RegisterResourceRequest, RegisterResourceResponse>(
      this.client.registerResource.bind(this.client),
    );
    return call(request);
  }

  async registerOutputs(urn: string, outputs: Properties): Promise<void> {
    const request = new RegisterResourceOutputsRequest();
    request.setUrn(urn);
    request.setOutputs(toStruct(outputs));
    await promisify<RegisterResourceOutputsRequest, unknown>(
      this.client.registerResourceOutputs.bind(this.client),
    )(request);
  }
}
