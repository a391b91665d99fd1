import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { readProject } from "../preview/project";
import { contextOf } from "./context";
import { previewStacks } from "./preview-stacks";
import { commentOnPull, writeIssue } from "./publish";
import { redact } from "./redact";
import { renderComment, renderSummary } from "./render";
import { parseReport, type Report } from "./report";
import { readStacks } from "./stacks";

const USAGE = `npm run comment -- preview --out <folder> [--of <project's folder>]
npm run comment -- report --head <folder> [--base <folder>] --commit <sha> --out <file> [--refreshed] [--drift]
npm run comment -- render <report> [--whole]
npm run comment -- post <report> [--committed-at <time>]
npm run comment -- issue <report> --title <title> --label <label> [--committed-at <time>]`;

/** No honest report is larger; a forged one shall not fill the memory. */
const LARGEST_REPORT = 64 * 1024 * 1024;

class UsageError extends Error {}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv);
  const [command, file] = positionals;
  const need = (value: string | undefined, what: string): string => {
    if (value === undefined) throw new UsageError(`${command ?? ""} needs ${what}`);
    return value;
  };
  switch (command) {
    case "preview":
      return (await previewStacks(values.of, need(values.out, "--out"))) ? 0 : 1;
    case "report":
      return report({
        ...values,
        head: need(values.head, "--head"),
        commit: need(values.commit, "--commit"),
        out: need(values.out, "--out"),
      });
    case "render": {
      const read = readReport(need(file, "a report"));
      const url = runUrl();
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
        reportOrError(need(file, "a report")),
      );
    case "issue": {
      const about = { title: need(values.title, "--title"), label: need(values.label, "--label") };
      const context = contextOf(process.env, values["committed-at"]);
      return writeIssue(context, reportOrError(need(file, "a report")), about);
    }
    default:
      throw new UsageError(`"${command ?? ""}" is no command`);
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        of: { type: "string", default: "." },
        out: { type: "string" },
        head: { type: "string" },
        base: { type: "string" },
        commit: { type: "string" },
        refreshed: { type: "boolean", default: false },
        drift: { type: "boolean", default: false },
        whole: { type: "boolean", default: false },
        title: { type: "string" },
        label: { type: "string" },
        "committed-at": { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Writes the report, and the whole of it into the job's summary. @returns 1 if the preview of any stack failed */
function report(options: {
  readonly head: string;
  readonly base?: string;
  readonly commit: string;
  readonly out: string;
  readonly refreshed: boolean;
  readonly drift: boolean;
}): number {
  const { base, head, commit, drift } = options;
  const on = new Date().toISOString().slice(0, 10);
  const stacks = readStacks({ base, head, refreshed: options.refreshed || drift, on });
  const made: Report = {
    ...emptyReport(drift ? "drift" : "change"),
    commit,
    stacks,
    ...(stacks.length === 0 && {
      error: `There is no plan and no error in ${head}: no stack was previewed.`,
    }),
  };
  writeFileSync(options.out, JSON.stringify(made));
  const summary = process.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined) appendFileSync(summary, `${renderSummary(made, runUrl())}\n`);
  const failures = stacks.filter(({ error }) => error !== undefined);
  for (const { stack, error } of failures) console.error(`${stack} failed: ${error ?? ""}`);
  console.error(`${options.out}: ${String(stacks.length)} stacks, ${String(failures.length)} failed`);
  return stacks.length === 0 || failures.length > 0 ? 1 : 0;
}

/** The project is this checkout's to say, whatever a report says: it decides which comment is overwritten. */
const emptyReport = (subject: Report["subject"]): Report => ({
  format: "commerce-report",
  version: 1,
  subject,
  project: readProject(process.cwd()).name,
  commit: "",
  stacks: [],
});

function readReport(file: string): Report {
  const { size } = statSync(file);
  if (size > LARGEST_REPORT) throw new Error(`${file} has ${String(size)} bytes; no report is that large`);
  return parseReport(readFileSync(file, "utf8"), file);
}

/** A report that is missing or is none is reported itself: a silent failure would look like nothing to say. */
function reportOrError(file: string): Report {
  const empty = emptyReport("change");
  if (!existsSync(file))
    return { ...empty, error: "The run ended before it could report anything; its log says why." };
  try {
    return { ...readReport(file), project: empty.project };
  } catch (error) {
    return { ...empty, error: error instanceof Error ? error.message : String(error) };
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
    if (error instanceof UsageError) console.error(`\n${USAGE}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
