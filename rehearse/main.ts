import { join } from "node:path";
import { parseArgs } from "node:util";
import { compilePolicyPack, policyPackOf } from "../preview/policy-pack";
import { findEngine, interrupt, type Engine } from "./engine";
import { inFlight } from "./inFlight";
import { Workspace } from "./workspace";

/** Exit statuses: docs/rehearse.md. */
const ok = 0;
const failed = 1;
const misused = 2;
const noEngine = 3;

/** A step of the whole platform takes a minute; the real eks plugin may wait five for a cluster that nobody has. */
const defaultTimeoutSeconds = 900;
/** How long the engine may take to end after an interruption. */
const graceSeconds = 10;

const usage = `Usage: npm run rehearse -- <stack> [--destroy] [--keep] [--timeout <seconds>]
  --destroy  takes everything down again at the end
  --keep     leaves the temporary folder: state, log, and what the simulated cloud holds
  --timeout  interrupts a step that takes longer, and says what was in flight; ${String(defaultTimeoutSeconds)} unless told`;

interface Options {
  readonly destroy: boolean;
  readonly keep: boolean;
  readonly timeoutSeconds: number;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      destroy: { type: "boolean" },
      keep: { type: "boolean" },
      timeout: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const [stack, ...others] = positionals;
  if (values.help === true || stack === undefined || others.length > 0) {
    console.error(usage);
    return values.help === true ? ok : misused;
  }
  const timeoutSeconds = Number(values.timeout ?? defaultTimeoutSeconds);
  if (!(timeoutSeconds > 0)) {
    console.error(`--timeout ${values.timeout ?? ""}: seconds above 0 are wanted, such as --timeout 600`);
    return misused;
  }
  const engine = findEngine();
  if (engine === undefined) {
    console.error(
      "There is no Pulumi engine here: no `pulumi` on the PATH, and the npm package could not fetch one.\n" +
        `Nothing was rehearsed. \`npm run preview -- ${stack}\` shows the stack without an engine.`,
    );
    return noEngine;
  }
  const { destroy = false, keep = false } = values;
  return rehearse(stack, engine, { destroy, keep, timeoutSeconds });
}

async function rehearse(
  stack: string,
  engine: Engine,
  { destroy, keep, timeoutSeconds }: Options,
): Promise<number> {
  const project = process.cwd();
  const workspace = new Workspace({
    project,
    stack,
    engine,
    componentPlugins: process.env["REHEARSAL_COMPONENT_PLUGINS"],
  });
  const simulated = Object.entries(workspace.plugins).filter(([, path]) =>
    path.startsWith(join(__dirname, "plugins")),
  );
  console.log(`Rehearsal of ${stack} on engine ${engine.version}, in ${workspace.directory}`);
  console.log(`Simulated, not real: ${simulated.map(([name]) => name).join(", ")}. No cloud is reached.`);
  const pack = policyPackOf(project);
  if (pack !== undefined) await compilePolicyPack(project, pack);
  const policies = pack === undefined ? [] : ["--policy-pack", pack];
  const steps: [title: string, args: string[]][] = [
    ["stack init", ["stack", "init", stack, "--no-select"]],
    ["preview", ["preview", ...policies]],
    ["up", ["up", "--yes", "--skip-preview", ...policies]],
    ["up again, expecting no change", ["up", "--yes", "--skip-preview", "--expect-no-changes"]],
    ...(destroy ? [["destroy", ["destroy", "--yes"]] as [string, string[]]] : []),
  ];
  try {
    for (const [title, args] of steps) {
      let unfinished: readonly string[] | undefined;
      const { status, seconds } = await workspace.run(args, {
        started: (child) => {
          const limit = setTimeout(() => {
            unfinished = inFlight(workspace.directory);
            void interrupt(child, graceSeconds);
          }, timeoutSeconds * 1000);
          child.once("exit", () => clearTimeout(limit));
        },
      });
      console.log(
        `${status === 0 ? "ok    " : "FAILED"} ${title} (${seconds.toFixed(1)} s) ${summary(workspace)}`,
      );
      if (unfinished !== undefined) {
        console.error(overdue(title, timeoutSeconds, unfinished));
        return failed;
      }
      if (status !== 0) {
        console.error(reasons(workspace.logTail(2000)));
        return failed;
      }
    }
    return ok;
  } finally {
    if (keep) console.log(`Kept: ${workspace.directory}`);
    else workspace.remove();
  }
}

function overdue(title: string, seconds: number, unfinished: readonly string[]): string {
  const found =
    unfinished.length > 0
      ? `In flight were:\n${unfinished.map((operation) => `  ${operation}\n`).join("")}`
      : "No resource was in flight: the program, a look-up or a provider's configuration did not end.\n";
  return `time-out: ${title} took more than ${String(seconds)} s and was interrupted. ${found}docs/recovery.md says how to go on.`;
}

/** What stopped a step: errors with the lines that belong to them, and findings of mandatory rules. */
function reasons(log: string): string {
  const lines = log.split("\n");
  const starts = lines.flatMap((line, index) => (/^\s*(error:|- \[mandatory\])/.test(line) ? [index] : []));
  const wanted = new Set(
    starts.flatMap((start) => Array.from({ length: 12 }, (_, offset) => start + offset)),
  );
  const shown = lines.filter((line, index) => wanted.has(index) && !/- \[advisory\]/.test(line));
  return (shown.length > 0 ? shown : lines.slice(-40)).join("\n");
}

/** The engine's counts at the end of the log, on one line: `227 created`. */
function summary(workspace: Workspace): string {
  const lines = workspace.logTail(30).split("\n");
  const start = lines.lastIndexOf("Resources:");
  if (start < 0) return "";
  const counts = lines.slice(start + 1);
  const end = counts.findIndex((line) => !line.startsWith(" "));
  return counts
    .slice(0, end < 0 ? undefined : end)
    .map((line) => line.trim())
    .join(", ");
}

void main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = failed;
  },
);
