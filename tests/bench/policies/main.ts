import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import { startAnalyzer } from "../../../preview/analyzer";
import { stackRequest } from "../../../preview/analyzer/requests";
import type { Registration } from "../../../preview/registration";
import { deployed } from "../../tiers/deployed";
import { Unavailable } from "../../tiers/unavailable";
import { Checkov } from "./checkov";
import { RunningPack } from "./running-pack";
import { syntheticResources } from "./synthetic-resources";

const RUNS = 3;
const COPIES = 10;
const RESOURCES = 500;
const BYTES = 4096;
const project = process.cwd();
const packs = [
  ["@pulumi/policy, one empty rule", join(project, "tests/policies/fixtures/idle")],
  ["commerce, all rules", join(project, "policies")],
] as const;

/**
 * `npm run bench:policies`: what the policy pack costs, beside a pack that does nothing and beside checkov. CPU time, for
 * it is what a busy machine changes least; no figure here is a test.
 */
async function main(): Promise<void> {
  execFileSync("npm", ["run", "--silent", "build:policies"], { cwd: project });
  console.log(
    `CPU time, ${String(RESOURCES)} resources of ${String(BYTES)} bytes: analyze and remediate a resource`,
  );
  print("", "start", "analyze", "remediate", "stack", "memory");
  const resources = syntheticResources(RESOURCES, BYTES);
  for (const [label, directory] of packs) await throughput(label, directory, resources);

  const { resources: registered } = await deployed("prod");
  const once = registered.filter(({ type, custom }) => custom && type.startsWith("kubernetes:"));
  const objects = copiesOf(once, COPIES);
  console.log(
    `\nCPU time, the ${String(once.length)} Kubernetes objects of prod, ${String(COPIES)} times over: least of ${String(RUNS)} runs`,
  );
  print("", "start", "in all", "an object", "checks", "memory");
  for (const [label, directory] of packs) await beside(label, directory, objects);
  await besideCheckov(once, objects);
}

async function throughput(
  label: string,
  directory: string,
  resources: readonly AnalyzerResource[],
): Promise<void> {
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = await RunningPack.start(directory);
    starts.push(started.cpuSeconds());
    started.end();
  }
  const pack = await RunningPack.start(directory);
  const spent = async (work: () => Promise<void>): Promise<number> => {
    const before = pack.cpuSeconds();
    await work();
    return pack.cpuSeconds() - before;
  };
  const analyze = await spent(() => pack.analyze(resources));
  const remediate = await spent(() => pack.remediate(resources));
  const stack = await spent(() => pack.analyzeStack(resources));
  const memory = pack.peakMebibytes();
  pack.end();
  const each = (seconds: number): string => milliseconds(seconds / resources.length);
  print(
    label,
    seconds(Math.min(...starts)),
    each(analyze),
    each(remediate),
    seconds(stack),
    mebibytes(memory),
  );
}

/**
 * So many of each, every lot with namespaces of its own, as if there were more services: one lot alone takes checkov less
 * than its start varies by.
 */
function copiesOf(objects: readonly Registration[], times: number): readonly Registration[] {
  return Array.from({ length: times }, (_, lot) =>
    objects.map((object) => {
      const metadata = object.inputs["metadata"] as Record<"name" | "namespace", string>;
      const key = "namespace" in metadata ? "namespace" : "name";
      const renamed = { ...metadata, [key]: `${metadata[key]}-${String(lot)}` };
      return {
        ...object,
        urn: `${object.urn}-${String(lot)}`,
        inputs: { ...object.inputs, metadata: renamed },
      };
    }),
  ).flat();
}

/** All that a preview asks of a pack, for these objects alone. */
async function beside(label: string, directory: string, objects: readonly Registration[]): Promise<void> {
  const resources = stackRequest(
    objects.map((object) => ({ ...object, outputs: object.inputs })),
    new Map(),
  ).getResourcesList();
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const pack = await RunningPack.start(directory);
    const start = pack.cpuSeconds();
    await pack.remediate(resources);
    await pack.analyze(resources);
    await pack.analyzeStack(resources);
    runs.push({ start, all: pack.cpuSeconds(), memory: pack.peakMebibytes() });
    pack.end();
  }
  printBeside(label, runs, objects.length, await checksOf(directory, objects));
}

async function besideCheckov(once: readonly Registration[], objects: readonly Registration[]): Promise<void> {
  try {
    const checkov = await Checkov.install();
    const nothing = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "empty", namespace: "empty" } };
    const { version, failed } = await checkov.check(once.map(({ inputs }) => inputs));
    const runs = [];
    let checks = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const { cpuSeconds: start } = await checkov.check([nothing]);
      const judged = await checkov.check(objects.map(({ inputs }) => inputs));
      runs.push({ start, all: judged.cpuSeconds, memory: judged.peakMebibytes });
      checks = judged.checks;
    }
    printBeside(`checkov ${version}`, runs, objects.length, checks);
    console.log("\nWhat checkov finds in them:");
    for (const check of new Set(failed.map((each) => each.check))) {
      const at = failed.filter((each) => each.check === check).map(({ object }) => object);
      console.log(`  ${check}\n    ${at.join(", ")}`);
    }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`checkov: skipped: ${error.message}`);
  }
}

function printBeside(
  label: string,
  runs: readonly { start: number; all: number; memory: number }[],
  objects: number,
  checks: number,
): void {
  const start = Math.min(...runs.map((run) => run.start));
  const all = Math.min(...runs.map((run) => run.all));
  const memory = Math.min(...runs.map((run) => run.memory));
  print(
    label,
    seconds(start),
    seconds(all),
    milliseconds((all - start) / objects),
    String(checks),
    mebibytes(memory),
  );
}

/** How many verdicts there are, one for each object that a rule applies to. */
async function checksOf(packDirectory: string, objects: readonly Registration[]): Promise<number> {
  const names = { project: "commerce", stack: "prod", organization: "organization" };
  const analyzer = await startAnalyzer({ packDirectory, projectDirectory: project, ...names });
  const { rules, errors } = await analyzer.analyze(objects);
  analyzer.close();
  if (errors.length > 0) throw new Error(errors.join("\n"));
  return Object.values(rules).reduce(
    (sum, { passed, failed, undecided, exempt }) => sum + passed + failed + undecided + exempt,
    0,
  );
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const milliseconds = (value: number): string => `${(value * 1000).toFixed(2)} ms`;
const mebibytes = (value: number): string => `${value.toFixed(0)} MiB`;

function print(label: string, ...figures: readonly string[]): void {
  console.log(label.padEnd(31) + figures.map((figure) => figure.padStart(11)).join(""));
}

void main();
