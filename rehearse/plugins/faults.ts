import { appendFileSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import {
  status,
  type UntypedServiceImplementation,
  type handleUnaryCall,
  type sendUnaryData,
} from "@grpc/grpc-js";
import type { CreateResponse } from "@pulumi/pulumi/proto/provider_pb";

/** The calls that an engine makes for the sake of a resource, a component, a provider's own settings, or a look-up. */
const methods = [
  "checkConfig",
  "diffConfig",
  "configure",
  "invoke",
  "construct",
  "check",
  "diff",
  "create",
  "read",
  "update",
  "delete",
] as const;

/**
 * What goes wrong at a call:
 * - `fail`: does nothing and says so
 * - `throttle`: the cloud refuses `times` times, without it always; the provider tries again, up to {@link tries} times
 * - `hang`: does nothing and answers only when it is cancelled, or at the resource's own time-out (`customTimeouts`)
 * - `lose`: does it and answers with an error
 * - `mute`: does it and never answers, cancelled or not
 * - `die`: does it, and the provider's process ends before the answer
 * - `noId`, `noOutputs`: does it and answers without what belongs there
 */
export type FaultKind = "fail" | "throttle" | "hang" | "lose" | "mute" | "die" | "noId" | "noOutputs";

/** A call that the engine makes of a provider. */
export interface ProviderCall {
  readonly method: (typeof methods)[number];
  /** Of the resource; of a look-up its token. */
  readonly type: string;
  /** Of the resource; empty for a look-up. */
  readonly name: string;
}

export interface Fault extends ProviderCall {
  readonly kind: FaultKind;
  readonly times?: number;
}

/** As often as the AWS provider does unless it is told otherwise (`maxRetries`); its pauses grow to many seconds. */
const tries = 25;
const pauseMilliseconds = 5;

type Request = Partial<Record<"getUrn" | "getTok" | "getType" | "getName", () => string>> & {
  /** Of a create or an update: nothing is to be done. */
  readonly getPreview?: () => boolean;
  /** Of a create, an update or a delete: seconds, 0 for the provider's own. */
  readonly getTimeout?: () => number;
};
type Handler = handleUnaryCall<Request, CreateResponse>;
type Answer = sendUnaryData<CreateResponse>;

/** A call that goes wrong. */
interface Meeting {
  readonly fault: Fault;
  readonly request: Request;
  /** Does what is asked for, as if nothing were wrong. */
  readonly carryOut: (answer: Answer) => void;
  readonly answer: Answer;
  /** Answers with an error. */
  readonly say: (details: string, code?: status) => void;
  /** Calls that wait for being cancelled. */
  readonly hanging: (() => void)[];
  readonly note: () => void;
}

const goWrong: Readonly<Record<FaultKind, (meeting: Meeting) => void>> = {
  fail: ({ say }) => say("AccessDenied"),
  throttle: (meeting) => void throttled(meeting),
  hang: ({ request, hanging, say }) => {
    hanging.push(() => say("hung until cancelled", status.CANCELLED));
    const seconds = request.getTimeout?.() ?? 0;
    if (seconds === 0) return;
    setTimeout(() => say(`timed out after ${String(seconds)} s`, status.DEADLINE_EXCEEDED), seconds * 1000);
  },
  lose: ({ carryOut, say }) => carryOut(() => say("the answer was lost", status.INTERNAL)),
  mute: ({ carryOut }) => carryOut(() => undefined),
  die: ({ carryOut }) => carryOut(() => process.exit(1)),
  noId: ({ carryOut, answer }) =>
    carryOut((error, response) => {
      response?.setId("");
      answer(error, response);
    }),
  noOutputs: ({ carryOut, answer }) =>
    carryOut((error, response) => {
      response?.clearProperties();
      answer(error, response);
    }),
};

async function throttled({ fault, carryOut, answer, say, note }: Meeting): Promise<void> {
  const { times = Infinity } = fault;
  for (let refused = 0; refused < times; refused++) {
    if (refused === tries - 1) {
      say(`ThrottlingException: Rate exceeded, after ${String(tries)} attempts`);
      return;
    }
    await pause(pauseMilliseconds);
    note();
  }
  carryOut(answer);
}

/**
 * The provider's methods with the faults of the JSON file that `REHEARSAL_FAULTS` names, if it names one. Each fault that
 * was met is added as a line to the file of the same name with `.met` after it, a throttled call with each try; each other
 * call to the one with `.calls` after it.
 */
export function withFaults(provider: UntypedServiceImplementation): UntypedServiceImplementation {
  const file = process.env["REHEARSAL_FAULTS"];
  if (file === undefined) return provider;
  const faults = JSON.parse(readFileSync(file, "utf8")) as readonly Fault[];
  const hanging: (() => void)[] = [];
  const faulty = (method: ProviderCall["method"]): Handler => {
    const handler = provider[method] as Handler;
    return (call, answer) => {
      const { request } = call;
      const made = { method, ...subjectOf(request) };
      const fault = request.getPreview?.() === true ? undefined : faults.find((each) => isAt(each, made));
      const kept = fault === undefined ? "calls" : "met";
      const note = (): void => appendFileSync(`${file}.${kept}`, `${JSON.stringify(fault ?? made)}\n`);
      const carryOut = (reply: Answer): void => handler(call, reply);
      const say = (details: string, code = status.UNKNOWN): void =>
        answer({ code, details: `simulated fault: ${details}` });
      note();
      if (fault === undefined) carryOut(answer);
      else goWrong[fault.kind]({ fault, request, carryOut, answer, say, hanging, note });
    };
  };
  const cancel: Handler = (call, answer) => {
    for (const giveUp of hanging.splice(0)) giveUp();
    (provider["cancel"] as Handler)(call, answer);
  };
  const known = methods.filter((method) => provider[method] !== undefined);
  return { ...provider, ...Object.fromEntries(known.map((method) => [method, faulty(method)])), cancel };
}

function isAt(fault: Fault, { method, type, name }: ProviderCall): boolean {
  return fault.method === method && fault.type === type && fault.name === name;
}

function subjectOf(request: Request): { type: string; name: string } {
  const [, , types, name] = request.getUrn?.().split("::") ?? [];
  return {
    type: types?.split("$").at(-1) ?? request.getTok?.() ?? request.getType?.() ?? "",
    name: name ?? request.getName?.() ?? "",
  };
}
