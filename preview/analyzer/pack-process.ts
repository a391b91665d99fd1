import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { AnalyzerOptions } from "./options";

const MAXIMUM_MESSAGE_BYTES = 400 * 1024 * 1024; // as the engine's

/** A running policy pack. Each call rejects if the pack throws, dies or exceeds the time-out. */
export interface Pack {
  configureStack(request: proto.AnalyzerStackConfigureRequest): Promise<unknown>;
  information(): Promise<proto.AnalyzerInfo>;
  configure(request: proto.ConfigureAnalyzerRequest): Promise<unknown>;
  remediate(request: proto.AnalyzeRequest): Promise<proto.RemediateResponse>;
  analyze(request: proto.AnalyzeRequest): Promise<proto.AnalyzeResponse>;
  analyzeStack(request: proto.AnalyzeStackRequest): Promise<proto.AnalyzeResponse>;
  /** Why the process ended, if it has. */
  complaint(): string | undefined;
  end(): void;
}

export async function startPack(options: AnalyzerOptions): Promise<Pack> {
  const { packDirectory, timeoutSeconds = 60 } = options;
  const entry = entryOf(packDirectory);
  const requireFrom = createRequire(existsSync(entry) ? entry : join(options.projectDirectory, "index.js"));
  if (!existsSync(entry))
    throw new Error(`${entry} is not there; compile the pack first, with npm run build:policies`);
  const runner = requireFrom.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const lean = join(__dirname, "..", "lean-pack.cjs");
  const child = spawn(process.execPath, ["--require", lean, runner, "127.0.0.1:0", packDirectory], {
    cwd: packDirectory,
    env: { ...process.env, ...environmentOf(options) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = collectErrors(child);
  const complaint = (): string | undefined =>
    child.exitCode === null && child.signalCode === null
      ? undefined
      : `the pack ended with ${child.signalCode ?? `status ${String(child.exitCode)}`}: ${output()}`;
  const port = await portOf(child, timeoutSeconds, complaint);

  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": MAXIMUM_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAXIMUM_MESSAGE_BYTES,
  });
  type Callback<Response> = (error: ServiceError | null, response: Response) => void;
  const call = <Response>(send: (callback: Callback<Response>) => { cancel(): void }): Promise<Response> =>
    new Promise((resolve, reject) => {
      const request = send((error, response) => {
        clearTimeout(timer);
        if (error) reject(new Error(complaint() ?? error.details));
        else resolve(response);
      });
      const timer = setTimeout(() => {
        reject(new Error(`the pack did not answer within ${String(timeoutSeconds)} s`));
        request.cancel();
      }, timeoutSeconds * 1000);
    });
  return {
    configureStack: (request) => call((done) => client.configureStack(request, done)),
    information: () => call((done) => client.getAnalyzerInfo(new Empty(), done)),
    configure: (request) => call((done) => client.configure(request, done)),
    remediate: (request) => call((done) => client.remediate(request, done)),
    analyze: (request) => call((done) => client.analyze(request, done)),
    analyzeStack: (request) => call((done) => client.analyzeStack(request, done)),
    complaint,
    end: () => {
      client.close();
      child.kill();
    },
  };
}

function entryOf(packDirectory: string): string {
  const manifest = JSON.parse(readFileSync(join(packDirectory, "package.json"), "utf8")) as { main?: string };
  return join(packDirectory, manifest.main ?? "index.js");
}

/** The variables by which the engine's language host tells a pack of the stack. */
function environmentOf({ organization, project, stack }: AnalyzerOptions): Record<string, string> {
  return {
    PULUMI_NODEJS_ORGANIZATION: organization,
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_DRY_RUN: "true",
    COMMERCE_POLICY_COUNTS: "1",
  };
}

async function portOf(
  child: ChildProcess,
  timeoutSeconds: number,
  complaint: () => string | undefined,
): Promise<string> {
  if (child.stdout === null) throw new Error("the pack's process has no output");
  const lines = createInterface({ input: child.stdout });
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const ended = once(child, "close", { signal: timeout }).then(() => undefined);
    const printed = once(lines, "line", { signal: timeout }).then(([line]) => String(line));
    const port = await Promise.race([printed, ended]);
    if (port !== undefined && /^\d+$/.test(port)) return port;
    throw new Error(complaint() ?? `the pack printed ${JSON.stringify(port)} where its port was expected`);
  } catch (error) {
    child.kill();
    if (!timeout.aborted) throw error;
    throw new Error(`no answer within ${String(timeoutSeconds)} s`, { cause: error });
  }
}

function collectErrors(child: ChildProcess): () => string {
  const chunks: string[] = [];
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  return () => chunks.join("").trim().slice(-4000) || "it printed nothing";
}
