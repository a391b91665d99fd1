import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

const RESOURCES = 500;
const BYTES = 4096;
const project = resolve(__dirname, "..");
const MAXIMUM = 400 * 1024 * 1024;

/** User and system time of a live process in seconds; Linux only. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

interface Running {
  readonly child: ChildProcess;
  readonly client: AnalyzerClient;
  readonly cpu: () => number;
}

async function start(packDirectory: string): Promise<Running> {
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const child = spawn(process.execPath, [runner, "127.0.0.1:0", packDirectory], {
    cwd: packDirectory,
    env: { ...process.env, PULUMI_NODEJS_STACK: "prod", NODE_PATH: join(project, "node_modules") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const limits = { "grpc.max_receive_message_length": MAXIMUM, "grpc.max_send_message_length": MAXIMUM };
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), limits);
  return { child, client, cpu: () => cpuSeconds(child.pid ?? 0) };
}

/** Resources of about 4 KB, of the types that most rules look at. */
function resources(): proto.AnalyzerResource[] {
  const types = [
    "aws:s3/bucket:Bucket",
    "aws:sqs/queue:Queue",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:iam/role:Role",
    "kubernetes:apps/v1:Deployment",
    "kubernetes:core/v1:ConfigMap",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:rds/instance:Instance",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    "aws:lambda/function:Function",
  ];
  return Array.from({ length: RESOURCES }, (_, index) => {
    const type = types[index % types.length] ?? "";
    const resource = new proto.AnalyzerResource();
    resource.setType(type);
    resource.setName(`resource-${String(index)}`);
    resource.setUrn(`urn:pulumi:prod::commerce::${type}::resource-${String(index)}`);
    resource.setProperties(Struct.fromJavaScript(properties(index) as Record<string, JavaScriptValue>));
    resource.setOptions(new proto.AnalyzerResourceOptions());
    return resource;
  });
}

function properties(index: number): object {
  const container = { name: "main", image: "public.ecr.aws/x/y@sha256:0", ports: [{ containerPort: 8080 }] };
  const own = {
    tags: { Project: "commerce", Stage: "prod", ManagedBy: "pulumi", Name: String(index) },
    metadata: { name: `resource-${String(index)}`, namespace: "payment" },
    spec: { replicas: 2, template: { spec: { containers: [container, container] } } },
    assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: "x" } }] }),
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
  };
  const settings: Record<string, string> = {};
  while (JSON.stringify({ ...own, settings }).length < BYTES) {
    settings[`setting-${String(Object.keys(settings).length)}`] = "a value of forty characters, more or less";
  }
  return { ...own, settings };
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

function call<Response>(
  send: (done: (error: Error | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    send((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}

async function measure(label: string, packDirectory: string): Promise<void> {
  const starts: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const { child, client, cpu } = await start(packDirectory);
    starts.push(cpu());
    client.close();
    child.kill();
  }
  const { child, client, cpu } = await start(packDirectory);
  const all = resources();
  const before = cpu();
  for (const resource of all) await call((done) => client.analyze(requestOf(resource), done));
  const analyzed = cpu();
  for (const resource of all) await call((done) => client.remediate(requestOf(resource), done));
  const remediated = cpu();
  const request = new proto.AnalyzeStackRequest();
  request.setResourcesList(all);
  await call((done) => client.analyzeStack(request, done));
  const end = cpu();
  client.close();
  child.kill();
  const median = starts.sort((a, b) => a - b)[2] ?? 0;
  const figure = (value: number, digits = 2): string => value.toFixed(digits).padStart(8);
  console.log(
    `${label.padEnd(34)}${figure(median)} s${figure(((analyzed - before) * 1000) / RESOURCES)} ms` +
      `${figure(((remediated - analyzed) * 1000) / RESOURCES)} ms${figure(end - remediated)} s`,
  );
}

/** A pack with one rule that does nothing: what the SDK itself costs. */
function emptyPack(): string {
  const directory = mkdtempSync(join(tmpdir(), "empty-pack-"));
  writeFileSync(
    join(directory, "package.json"),
    JSON.stringify({ name: "empty", version: "1.0.0", main: "index.js" }),
  );
  writeFileSync(join(directory, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  const policy =
    '{ name: "empty", description: "empty", enforcementLevel: "advisory", validateResource() {} }';
  writeFileSync(
    join(directory, "index.js"),
    `const { PolicyPack } = require("@pulumi/policy"); new PolicyPack("empty", { policies: [${policy}] });`,
  );
  return directory;
}

async function main(): Promise<void> {
  execFileSync("npm", ["run", "--silent", "build:policies"], { cwd: project });
  console.log(`CPU time of the pack's process, ${String(RESOURCES)} resources of ${String(BYTES)} bytes`);
  console.log(
    `${"".padEnd(34)}${"start".padStart(10)}${"analyze".padStart(11)}${"remediate".padStart(11)}${"stack".padStart(10)}`,
  );
  const empty = emptyPack();
  try {
    await measure("@pulumi/policy, one empty rule", empty);
    await measure("commerce, all rules", join(project, "policies"));
  } finally {
    rmSync(empty, { recursive: true });
  }
}

void main();
