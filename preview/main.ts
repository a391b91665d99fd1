import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { parseArguments, USAGE, UsageError, type Arguments } from "./arguments";
import { diffPlans } from "./diff";
import { paintFor, type Paint } from "./format";
import type { Plan } from "./plan";
import { readProject, stacksOf, type Project } from "./project";
import { readPlan } from "./read-plan";
import { runStacks, type StackReport } from "./run-stacks";
import type { StackOutputs } from "./session";
import { showDiagnostics } from "./show-diagnostics";
import { showDiff } from "./show-diff";
import { showPlan } from "./show-plan";
import { showPolicies } from "./show-policies";

async function main(given: readonly string[]): Promise<number> {
  const options = parseArguments(given);
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const project = readProject(process.cwd());
  const base = options.diff === undefined ? undefined : readPlan(options.diff);
  const stacks = chooseStacks(options, project, base);
  const stackOutputs = readStackOutputs(options.stackOutputs);
  const { policies, timeoutSeconds } = options;
  const reports = await runStacks({ project, stacks, policies, timeoutSeconds, stackOutputs });
  let status = 0;
  for (const report of reports) {
    show(report, options, base);
    if (fails(report, options)) status = 1;
  }
  return status;
}

function chooseStacks(
  { stacks, json, diff }: Arguments,
  project: Project,
  base: Plan | undefined,
): readonly string[] {
  const known = stacksOf(project);
  const unknown = stacks.filter((stack) => !known.includes(stack));
  if (unknown.length > 0) {
    throw new UsageError(
      `no such stack: ${unknown.join(", ")}; stacks with settings: ${known.join(", ") || "none"}`,
    );
  }
  if (base !== undefined && stacks.some((stack) => stack !== base.stack)) {
    throw new UsageError(`${diff ?? ""} is a plan of ${base.stack}; only that stack can be compared with it`);
  }
  const chosen = base !== undefined ? [base.stack] : stacks.length > 0 ? stacks : known;
  if (json !== undefined && chosen.length > 1 && !(json.file ?? "").includes("{stack}")) {
    throw new UsageError("--json writes one plan: name one stack, or a file with {stack} in its name");
  }
  return chosen;
}

function readStackOutputs(file: string | undefined): StackOutputs {
  return file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as StackOutputs);
}

function show(
  { preview, plan }: StackReport,
  { json, diff, policies }: Arguments,
  base: Plan | undefined,
): void {
  const onlyJson = json !== undefined && json.file === undefined;
  const stream = onlyJson ? process.stderr : process.stdout;
  const paint = paintFor(stream);
  const write = (text: string): void => void stream.write(text === "" ? "" : `${text}\n\n`);
  if (json !== undefined && preview.succeeded) writePlan(plan, json.file);
  write(preview.output.trim());
  if (!onlyJson && preview.succeeded) {
    write(
      base === undefined
        ? showPlan(plan, paint)
        : showDiff(diffPlans(base, plan), basename(diff ?? ""), paint),
    );
  }
  write(showDiagnostics(preview, paint));
  if (!onlyJson && preview.succeeded)
    write(policies ? showPolicies(plan.policies, paint) : noPolicies(paint));
}

function noPolicies(paint: Paint): string {
  return paint("yellow", "Policies: not run, as --no-policies asks. No rule was checked.");
}

function writePlan(plan: Plan, file: string | undefined): void {
  const text = `${JSON.stringify(plan, undefined, 2)}\n`;
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  const path = file.replaceAll("{stack}", plan.stack);
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function fails({ preview, plan }: StackReport, { failOnUndecided }: Arguments): boolean {
  if (!preview.succeeded) return true;
  const { policies } = plan;
  if (policies === undefined) return false;
  const blocking = failOnUndecided ? [...policies.findings, ...policies.undecided] : policies.findings;
  return policies.errors.length > 0 || blocking.some(({ level }) => level === "mandatory");
}

main(process.argv.slice(2)).then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    const isUsage = error instanceof UsageError;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(isUsage ? `${message}\n\n${USAGE}\n` : `error: ${message}\n`);
    process.exitCode = isUsage ? 2 : 1;
  },
);
