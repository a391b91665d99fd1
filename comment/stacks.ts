import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parsePlan } from "../preview/read-plan";
import type { Plan } from "../preview/plan";
import { parseEngineOutput } from "./engine";
import { reportOfEngine } from "./from-engine";
import { reportOfPlans } from "./from-plans";
import { redact } from "./redact";
import type { StackReport } from "./report";

interface Options {
  /** Folder of what the previews of the base wrote; absent where an engine compares with the deployed state itself. */
  readonly base: string | undefined;
  /** Folder of what the previews of the head wrote, three files a stack, none of which need exist:
   * `<stack>.json` (a plan or the engine's output), `<stack>.error` (why it failed), `<stack>.seconds` (how long it took). */
  readonly head: string;
  readonly refreshed: boolean;
  /** Day for which prices hold. */
  readonly on: string;
}

/** What is known of every stack that either folder has a file of. A file that cannot be read is that stack's error. */
export function readStacks(options: Options): StackReport[] {
  const folders = [options.base, options.head].filter((folder) => folder !== undefined);
  const files = folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  const names = files
    .map((file) => /^(.+)\.(?:json|error)$/.exec(file)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort().map((name) => readStack(name, options));
}

function readStack(name: string, options: Options): StackReport {
  const { base, head } = options;
  try {
    const failures = [
      ...(base === undefined ? [] : failureOf(base, name, "the base")),
      ...failureOf(head, name, "the pull request"),
    ];
    const contents = textOf(head, `${name}.json`);
    if (contents === undefined) {
      const gone = `${name} is in the base and not in the pull request: it says nothing about what is deployed`;
      return failed(name, failures.join("\n\n") || gone, options);
    }
    const seconds = Number(textOf(head, `${name}.seconds`) ?? Number.NaN);
    const plan = planIn(contents, join(head, `${name}.json`));
    const report =
      plan === undefined
        ? reportOfEngine(parseEngineOutput(contents, `${name}.json`), name, options)
        : reportOfPlans({
            base: failures.length > 0 ? plan : basePlan(name, base),
            head: plan,
            on: options.on,
          });
    return {
      ...report,
      ...(Number.isFinite(seconds) && { durationSeconds: seconds }),
      ...(failures.length > 0 && { error: redact([report.error ?? "", ...failures].join("\n\n").trim()) }),
    };
  } catch (error) {
    return failed(name, error instanceof Error ? error.message : String(error), options);
  }
}

const failed = (stack: string, error: string, { refreshed }: Options): StackReport => ({
  stack: redact(stack),
  tool: "plan",
  refreshed,
  error: redact(error),
  counts: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
  changes: [],
  released: [],
  uses: [],
  notes: [],
});

function failureOf(folder: string, name: string, of: string): string[] {
  const error = textOf(folder, `${name}.error`)?.trim();
  return error === undefined || error === "" ? [] : [`The preview of ${of} failed:\n${error}`];
}

function basePlan(name: string, folder: string | undefined): Plan | undefined {
  const contents = folder === undefined ? undefined : textOf(folder, `${name}.json`);
  return contents === undefined ? undefined : planOf(contents, join(folder ?? "", `${name}.json`));
}

/** Undefined for what is not a plan and does not pretend to be one. */
function planIn(contents: string, file: string): Plan | undefined {
  if (!/"format"\s*:\s*"commerce-plan"/.test(contents.slice(0, 10_000))) return undefined;
  return planOf(contents, file);
}

function planOf(contents: string, file: string): Plan {
  let json: unknown;
  try {
    json = JSON.parse(contents);
  } catch (error) {
    throw new Error(`${file} is not whole: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return parsePlan(json, file);
}

const textOf = (folder: string, file: string): string | undefined =>
  existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : undefined;
