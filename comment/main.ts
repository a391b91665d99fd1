import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { commentOnPull, writeIssue } from "./publish";
import { contextOf } from "./context";
import { redact } from "./redact";
import { renderComment, renderSummary } from "./render";
import { parseReport, type Report } from "./report";
import { readStacks } from "./stacks";

const USAGE = `npm run comment -- report --head <folder> [--base <folder>] --commit <sha> --out <file> [--refreshed] [--project <name>]
npm run comment -- render <report> [--whole]
npm run comment -- post <report> [--committed-at <time>]
npm run comment -- issue <report> --title <title> --label <label> [--committed-at <time>]`;

/** No honest report is larger; a forged one shall not fill the memory. */
const LARGEST_REPORT = 64 * 1024 * 1024;

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      head: { type: "string" },
      base: { type: "string" },
      commit: { type: "string" },
      out: { type: "string" },
      project: { type: "string", default: "commerce" },
      refreshed: { type: "boolean", default: false },
      whole: { type: "boolean", default: false },
      title: { type: "string" },
      label: { type: "string" },
      "committed-at": { type: "string" },
    },
  });
  const [command, file] = positionals;
  if (
    command === "report" &&
    values.head !== undefined &&
    values.commit !== undefined &&
    values.out !== undefined
  )
    return report({ ...values, head: values.head, commit: values.commit, out: values.out });
  if (file === undefined) throw new Error(`what to do is not clear; these would do:\n${USAGE}`);
  switch (command) {
    case "render": {
      const url = runUrl();
      const read = readReport(file);
      const run = {
        id: 0,
        attempt: 0,
        commit: read.commit,
        committedAt: "",
        ...(url !== undefined && { url }),
      };
      console.log(values.whole ? renderSummary(read, url) : renderComment(read, run));
      return 0;
    }
    case "post":
      return commentOnPull(
        contextOf(process.env, values["committed-at"]),
        reportOrError(file, values.project),
      );
    case "issue":
      if (values.title === undefined || values.label === undefined) break;
      return writeIssue(contextOf(process.env, values["committed-at"]), reportOrError(file, values.project), {
        title: values.title,
        label: values.label,
      });
  }
  throw new Error(`what to do is not clear; these would do:\n${USAGE}`);
}

/** Writes the report, and the whole of it into the job's summary. @returns 1 if the preview of any stack failed */
function report(options: {
  readonly head: string;
  readonly base?: string | undefined;
  readonly commit: string;
  readonly out: string;
  readonly project: string;
  readonly refreshed: boolean;
}): number {
  const on = new Date().toISOString().slice(0, 10);
  const stacks = readStacks({ base: options.base, head: options.head, refreshed: options.refreshed, on });
  const { project, commit } = options;
  const nothing = `There is no plan and no error in ${options.head}: no stack was previewed.`;
  const made: Report = {
    format: "commerce-report",
    version: 1,
    project: redact(project),
    commit,
    stacks,
    ...(stacks.length === 0 && { error: nothing }),
  };
  writeFileSync(options.out, JSON.stringify(made));
  const summary = process.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined) appendFileSync(summary, `${renderSummary(made, runUrl())}\n`);
  const failures = stacks.filter(({ error }) => error !== undefined);
  for (const { stack, error } of failures) console.error(`${stack} failed: ${error ?? ""}`);
  console.error(`${options.out}: ${String(stacks.length)} stacks, ${String(failures.length)} failed`);
  return stacks.length === 0 || failures.length > 0 ? 1 : 0;
}

function readReport(file: string): Report {
  const { size } = statSync(file);
  if (size > LARGEST_REPORT) throw new Error(`${file} has ${String(size)} bytes; no report is that large`);
  return parseReport(readFileSync(file, "utf8"), file);
}

/** A report that is missing or is none is reported itself: a silent failure would look like nothing to say. */
function reportOrError(file: string, project: string): Report {
  const failed = (error: string): Report => ({
    format: "commerce-report",
    version: 1,
    project,
    commit: "",
    stacks: [],
    error,
  });
  if (!existsSync(file)) return failed("The run ended before it could report anything; its log says why.");
  try {
    // The project is ours to say: it decides which comment is overwritten.
    return { ...readReport(file), project };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function runUrl(): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = process.env;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(redact(error instanceof Error ? error.message : String(error)));
    process.exitCode = 1;
  },
);
