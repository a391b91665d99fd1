import { promisify } from "node:util";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import {
  CallbackInvokeRequest,
  type Callback,
  type CallbackInvokeResponse,
} from "@pulumi/pulumi/proto/callback_pb";
import {
  ResourceHookRequest,
  ResourceHookResponse,
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Registration } from "./registration";
import type { Properties } from "./simulation/wire";
import { toProperties, toStruct } from "./wire-struct";

/** A resource on its way through the transforms. */
export interface Transformed {
  readonly properties: Properties;
  readonly options: TransformResourceOptions;
}

export interface TransformSubject {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
}

/** Calls functions of the program: transforms and hooks, which it serves on a port of its own. */
export class Callbacks {
  private readonly clients = new Map<string, CallbacksClient>();

  async transform(callback: Callback, subject: TransformSubject, given: Transformed): Promise<Transformed> {
    const request = new TransformRequest();
    request.setType(subject.type);
    request.setName(subject.name);
    request.setCustom(subject.custom);
    request.setParent(subject.parent);
    request.setProperties(toStruct(given.properties));
    request.setOptions(given.options);
    const response = TransformResponse.deserializeBinary(
      await this.call(callback, request.serializeBinary()),
    );
    const properties = response.getProperties();
    return {
      properties: properties === undefined ? given.properties : toProperties(properties),
      options: response.getOptions() ?? given.options,
    };
  }

  async transformInvoke(
    callback: Callback,
    token: string,
    args: Properties,
    options: TransformInvokeOptions,
  ): Promise<{ args: Properties; options: TransformInvokeOptions }> {
    const request = new TransformInvokeRequest();
    request.setToken(token);
    request.setArgs(toStruct(args));
    request.setOptions(options);
    const response = TransformInvokeResponse.deserializeBinary(
      await this.call(callback, request.serializeBinary()),
    );
    const changed = response.getArgs();
    return {
      args: changed === undefined ? args : toProperties(changed),
      options: response.getOptions() ?? options,
    };
  }

  /** @throws Error with what the hook said if it refused. */
  async hook(callback: Callback, resource: Registration, outputs: Properties | undefined): Promise<void> {
    const request = new ResourceHookRequest();
    request.setUrn(resource.urn);
    request.setName(resource.name);
    request.setType(resource.type);
    request.setNewInputs(toStruct(resource.inputs));
    if (outputs !== undefined) request.setNewOutputs(toStruct(outputs));
    const response = ResourceHookResponse.deserializeBinary(
      await this.call(callback, request.serializeBinary()),
    );
    if (response.getError() !== "") throw new Error(response.getError());
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private async call(callback: Callback, request: Uint8Array): Promise<Uint8Array> {
    const client = this.clientOf(callback.getTarget());
    const message = new CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    const invoke = promisify<CallbackInvokeRequest, CallbackInvokeResponse>(client.invoke.bind(client));
    try {
      return (await invoke(message)).getResponse_asU8();
    } catch (error) {
      throw new Error((error as ServiceError).details, { cause: error });
    }
  }

  private clientOf(target: string): CallbacksClient {
    const known = this.clients.get(target);
    if (known !== undefined) return known;
    const client = new CallbacksClient(target, credentials.createInsecure());
    this.clients.set(target, client);
    return client;
  }
}
