import { appendFileSync, readFileSync } from "node:fs";
import { status, type UntypedServiceImplementation, type handleUnaryCall } from "@grpc/grpc-js";
import type { CreateRequest, CreateResponse } from "@pulumi/pulumi/proto/provider_pb";

/**
 * What goes wrong at a call: `fail` does nothing and says so; `throttle` is what remains of it where a provider gives up
 * trying again; `lose` does it and loses the answer; `hang` answers only when cancelled; `noId` and `noOutputs` answer
 * without what belongs there.
 */
export type FaultKind = "fail" | "throttle" | "lose" | "hang" | "noId" | "noOutputs";

export interface Fault {
  readonly method: "create" | "read" | "update" | "delete";
  readonly type: string;
  readonly name: string;
  readonly kind: FaultKind;
}

type Handler = handleUnaryCall<CreateRequest, CreateResponse>;

/**
 * The provider's methods with the faults of the JSON file that `REHEARSAL_FAULTS` names, if it names one. Each fault that
 * was met is added as a line to the file of the same name with `.met` after it.
 */
export function withFaults(methods: UntypedServiceImplementation): UntypedServiceImplementation {
  const file = process.env["REHEARSAL_FAULTS"];
  if (file === undefined) return methods;
  const faults = JSON.parse(readFileSync(file, "utf8")) as readonly Fault[];
  const hanging: (() => void)[] = [];
  const faulty = (["create", "read", "update", "delete"] as const).map((method) => {
    const handler = methods[method] as Handler;
    const wrapped: Handler = (call, callback) => {
      const urn = call.request.getUrn().split("::");
      const type = urn[2]?.split("$").at(-1);
      const fault = faults.find(
        (each) => each.method === method && each.type === type && each.name === urn[3],
      );
      if (fault === undefined) {
        handler(call, callback);
        return;
      }
      appendFileSync(`${file}.met`, `${JSON.stringify(fault)}\n`);
      const say = (details: string, code = status.UNKNOWN): void => callback({ code, details });
      if (fault.kind === "fail") say("simulated fault: AccessDenied");
      else if (fault.kind === "throttle")
        say("simulated fault: ThrottlingException: Rate exceeded, after 25 attempts");
      else if (fault.kind === "hang")
        hanging.push(() => say("simulated fault: hung until cancelled", status.CANCELLED));
      else if (fault.kind === "lose")
        handler(call, () => say("simulated fault: the answer was lost", status.INTERNAL));
      else
        handler(call, (error, response) => {
          if (fault.kind === "noId") response?.setId("");
          else response?.clearProperties();
          callback(error, response);
        });
    };
    return [method, wrapped] as const;
  });
  const cancel: Handler = (call, callback) => {
    for (const answer of hanging.splice(0)) answer();
    (methods["cancel"] as Handler)(call, callback);
  };
  return { ...methods, ...Object.fromEntries(faulty), cancel };
}
