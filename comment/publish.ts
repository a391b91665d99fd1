import { appendFileSync } from "node:fs";
import { z } from "zod";

import type { Context } from "./context";
import { gitHub, gitHubHttp, gitLab } from "./forge";
import type { Http } from "./http";
import { keepIssue } from "./issue";
import { post } from "./post";
import { redact } from "./redact";
import { renderComment, renderSummary } from "./render";
import type { Report } from "./report";

/**
 * Writes the comment. If GitHub does not let us, the report goes into the job's summary instead.
 * @returns the exit status: that a comment could not be written is no failure of what was checked
 */
export async function commentOnPull(context: Context, report: Report): Promise<number> {
  // What the report says of its commit could be forged; GitHub's word counts.
  const about = { ...report, commit: context.run.commit };
  return orSummary(about, context, async () => {
    const pull = typeof context.pull === "number" ? context.pull : await findPull(context);
    if (pull === undefined)
      return "no open pull request has this commit as its head any more; nothing to comment on";
    const forge = (context.forge === "gitlab" ? gitLab : gitHub)({ ...context, pull });
    return `comment on #${String(pull)}: ${await post(forge, report.project, context.author, renderComment(about, context.run))}`;
  });
}

/** Opens, updates or closes the one issue about what differs between the cloud and the program. */
export async function writeIssue(
  context: Context,
  report: Report,
  options: { readonly title: string; readonly label: string },
): Promise<number> {
  const about = { ...report, commit: context.run.commit };
  const isOver =
    report.error === undefined &&
    report.stacks.every(({ changes, error }) => changes.length === 0 && error === undefined);
  return orSummary(about, context, async () => {
    const to = {
      ...options,
      repository: context.repository,
      project: report.project,
      author: context.author,
    };
    return `issue: ${await keepIssue(gitHubHttp(context), to, renderComment(about, context.run), isOver)}`;
  });
}

/** Whatever keeps the comment from being written, the report must not be lost, nor the checks' verdict change. */
async function orSummary(report: Report, context: Context, write: () => Promise<string>): Promise<number> {
  try {
    process.stderr.write(`${redact(await write())}\n`);
  } catch (error) {
    const reason = redact(error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ");
    process.stderr.write(`::warning::nothing was written, the job's summary has it instead: ${reason}\n`);
    const text = `${renderSummary(report, context.run.url)}\n`;
    const summary = process.env["GITHUB_STEP_SUMMARY"];
    if (summary === undefined) process.stdout.write(text);
    else appendFileSync(summary, text);
  }
  return report.error === undefined ? 0 : 1;
}

const pulls = z.array(z.looseObject({ number: z.int(), head: z.looseObject({ sha: z.string() }) }));

/** The open pull request whose newest commit is the run's, among those of its branch. */
async function findPull(context: Context): Promise<number | undefined> {
  const { pull, run, repository } = context;
  if (pull === undefined)
    throw new Error("the event names no pull request; post is for pull_request and workflow_run");
  if (typeof pull === "number") return pull;
  const query = `state=open&per_page=100&head=${encodeURIComponent(`${pull.owner}:${pull.branch}`)}`;
  const http: Http = gitHubHttp(context);
  const answer = await http.request("GET", `/repos/${repository}/pulls?${query}`);
  return pulls.parse(answer?.json).find(({ head }) => head.sha === run.commit)?.number;
}
