import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";

const MAXIMUM_MESSAGE_BYTES = 400 * 1024 * 1024;

type Done<Response> = (error: Error | null, response: Response) => void;

/** A policy pack as the engine starts it, for the stack `prod`, with what its process has cost so far. Linux only. */
export class RunningPack {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  static async start(packDirectory: string): Promise<RunningPack> {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", packDirectory], {
      cwd: packDirectory,
      env: { ...process.env, PULUMI_NODEJS_STACK: "prod", NODE_PATH: join(process.cwd(), "node_modules") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.max_receive_message_length": MAXIMUM_MESSAGE_BYTES,
      "grpc.max_send_message_length": MAXIMUM_MESSAGE_BYTES,
    });
    return new RunningPack(child, client);
  }

  async analyze(resources: readonly proto.AnalyzerResource[]): Promise<void> {
    for (const resource of resources) await answer((done) => this.client.analyze(requestOf(resource), done));
  }

  async remediate(resources: readonly proto.AnalyzerResource[]): Promise<void> {
    for (const resource of resources)
      await answer((done) => this.client.remediate(requestOf(resource), done));
  }

  async analyzeStack(resources: readonly proto.AnalyzerResource[]): Promise<void> {
    const request = new proto.AnalyzeStackRequest();
    request.setResourcesList([...resources]);
    await answer((done) => this.client.analyzeStack(request, done));
  }

  /** User and system time so far. */
  cpuSeconds(): number {
    const fields = this.procFile("stat")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  peakMebibytes(): number {
    return Number(/VmHWM:\s+(\d+) kB/.exec(this.procFile("status"))?.[1]) / 1024;
  }

  end(): void {
    this.client.close();
    this.child.kill();
  }

  private procFile(name: string): string {
    return readFileSync(`/proc/${String(this.child.pid)}/${name}`, "utf8");
  }
}

function requestOf(resource: proto.AnalyzerResource): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  request.setType(resource.getType());
  request.setName(resource.getName());
  request.setUrn(resource.getUrn());
  request.setProperties(resource.getProperties());
  request.setOptions(resource.getOptions());
  return request;
}

function answer<Response>(send: (done: Done<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}
