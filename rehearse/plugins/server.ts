import {
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { withFaults } from "./faults";

/** An error the engine shows as it is, beside the resource it belongs to. */
export class ProviderError extends Error {
  constructor(
    message: string,
    readonly code: status = status.FAILED_PRECONDITION,
  ) {
    super(message);
  }
}

/** A method of the provider protocol that answers one message with one. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          const code = error instanceof ProviderError ? error.code : status.UNKNOWN;
          callback({ code, details: error instanceof Error ? error.message : String(error) });
        },
      );
  };
}

/** Serves a provider on a free port of 127.0.0.1 and prints the port, as the engine expects of its plugins. */
export function serve(packageName: string, methods: UntypedServiceImplementation): void {
  // The engine warns of a plugin older than the SDK that asks for it.
  const { version } = require(`@pulumi/${packageName}/package.json`) as { version: string };
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  const implementation: UntypedServiceImplementation = {
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    ...methods,
  };
  server.addService(ResourceProviderService, withFaults(implementation));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${String(port)}\n`);
  });
}
