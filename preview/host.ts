import { promisify } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { Diagnostic } from "./diagnostics";
import { Pending } from "./pending";
import { Program, type Ending, type UncaughtError, type Usage } from "./program";
import type { Registration, SourcePosition } from "./registration";
import { findLeaks, secretTexts, withoutSecrets } from "./secrets";
import { engine, resourceMonitor } from "./service";
import { Session, type SessionOptions } from "./session";
import type { Properties } from "./simulation/wire";

export interface PreviewOptions extends SessionOptions {
  /** What `pulumi.getOrganization()` answers. */
  readonly organization: string;
  /** After how long the program is killed. */
  readonly timeoutSeconds: number;
}

/** What one run of a program registered and said. */
export interface PreviewedStack {
  readonly stack: string;
  /** In order of registration; parents before their children. */
  readonly registrations: readonly Registration[];
  /** Of the stack, in wire form. */
  readonly outputs: Properties;
  readonly diagnostics: readonly Diagnostic[];
  /** What the program printed. */
  readonly output: string;
  /** `false` if the program failed, or registered what the engine would refuse. */
  readonly succeeded: boolean;
  /** `undefined` if the program was killed. */
  readonly usage: Usage | undefined;
}

const MAXIMUM_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Runs the unmodified program of a stack against a host that stands in for Pulumi's engine. */
export async function previewStack(options: PreviewOptions): Promise<PreviewedStack> {
  const session = new Session(options);
  const pending = new Pending();
  const server = new Server({
    "grpc.max_receive_message_length": MAXIMUM_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAXIMUM_MESSAGE_BYTES,
  });
  server.addService(ResourceMonitorService, resourceMonitor(session, pending));
  server.addService(EngineService, engine(session));
  try {
    const bind = promisify(server.bindAsync.bind(server));
    const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
    const program = new Program({ ...options, address: `127.0.0.1:${String(port)}` });
    const ending = await endOf(program, options.timeoutSeconds, session, pending);
    return result(session, ending);
  } finally {
    session.callbacks.close();
    server.forceShutdown();
  }
}

async function endOf(
  program: Program,
  timeoutSeconds: number,
  session: Session,
  pending: Pending,
): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutSeconds * 1000);
  });
  const ending = await Promise.race([program.ended, timeout]);
  clearTimeout(timer);
  if (ending !== undefined) return ending;
  session.error(await describeHang(program, timeoutSeconds, session, pending));
  program.kill();
  return program.ended;
}

async function describeHang(
  program: Program,
  seconds: number,
  session: Session,
  pending: Pending,
): Promise<string> {
  const activity = await program.activity();
  const described = [
    ...pending.unanswered().map((what) => `${what} got no answer`),
    ...(activity?.waiting ?? []).map((what) => `${what} waits for its inputs`),
  ];
  if (activity === undefined) described.push("it computes without a pause");
  else if (described.length === 0)
    described.push(`it keeps open: ${[...new Set(activity.active)].join(", ")}`);
  const last = session.known.registrations().at(-1);
  if (last !== undefined) described.push(`the last resource it registered was ${last.name} (${last.type})`);
  return `the program did not end within ${String(seconds)} seconds: ${described.join("; ")}`;
}

function result(session: Session, ending: Ending): PreviewedStack {
  const { project, stack } = session.options;
  const registrations = session.known.registrations();
  const secrets = secretTexts(registrations.flatMap(({ inputs, outputs }) => [inputs, outputs]));
  // What a remote component gives its own children is no doing of the program.
  const programmed = registrations.filter(({ simulated }) => !simulated);
  for (const { urn, path } of findLeaks(programmed, secrets)) {
    const message = `input ${path} holds the value of a secret and is none itself; pass the Output on, not its text`;
    session.error(message, urn, session.known.get(urn)?.registration.source);
  }
  const diagnostics = [...session.diagnostics];
  for (const error of ending.errors) locate(diagnostics, error, project.directory);
  if (ending.exitCode !== 0 && !diagnostics.some(isError)) {
    diagnostics.push({ severity: "error", message: unexplained(ending) });
  }
  return {
    stack,
    registrations,
    outputs: registrations.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {},
    diagnostics: diagnostics.map((one) => ({ ...one, message: withoutSecrets(one.message, secrets) })),
    output: withoutSecrets(ending.output, secrets),
    succeeded: !diagnostics.some(isError),
    usage: ending.usage,
  };
}

function unexplained({ exitCode, waiting }: Ending): string {
  if (waiting.length > 0) {
    return (
      `the program ended although ${waiting.join(", ")} still waited for inputs that nothing can give any more: ` +
      "they wait for each other, or for a promise that is never kept"
    );
  }
  const how = exitCode === undefined ? "was killed" : `ended with status ${String(exitCode)}`;
  return `the program ${how} and gave no reason; see what it printed`;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

/** The SDK reports an uncaught error without a place, or with a page of stack: this puts message and place together. */
function locate(diagnostics: Diagnostic[], { message, stack }: UncaughtError, directory: string): void {
  const source = firstOwnFrame(stack, directory);
  const reported = diagnostics.findIndex((one) => one.severity === "error" && one.message.includes(message));
  const urn = diagnostics[reported]?.urn;
  const located: Diagnostic = {
    severity: "error",
    message,
    ...(urn === undefined ? {} : { urn }),
    ...(source === undefined ? {} : { source }),
  };
  if (reported === -1) diagnostics.push(located);
  else diagnostics[reported] = located;
}

function firstOwnFrame(stack: string, directory: string): SourcePosition | undefined {
  for (const [, path, line] of stack.matchAll(/\((?:file:\/\/)?(\/[^()]*?):(\d+):\d+\)/g)) {
    if (path?.startsWith(`${directory}/`) === true && !path.includes("/node_modules/")) {
      return { file: path.slice(directory.length + 1), line: Number(line) };
    }
  }
  return undefined;
}
