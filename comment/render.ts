import { bytes, fit, type Block } from "./fit";
import { digestOf, formatMarker, type Run } from "./marker";
import { code, plain } from "./markup";
import type { Report } from "./report";
import { costs } from "./sections/costs";
import { careful, destruction, releases } from "./sections/destruction";
import { details } from "./sections/details";
import { otherFindings, policies } from "./sections/policies";
import { errors, summary } from "./sections/summary";

/** Bytes of a comment: GitHub refuses 65,536 characters, and other tools append to a comment what they like. */
export const COMMENT_LIMIT = 60_000;
/** Bytes of a job summary: GitHub refuses more than 1 MiB a step. */
export const SUMMARY_LIMIT = 1_000_000;

/** The comment on a pull request, hidden marker included, in at most `limit` bytes. */
export function renderComment(report: Report, run: Run, limit: number = COMMENT_LIMIT): string {
  // How long it took and which run it was differ from run to run, and are no reason to write a comment anew.
  const digest = digestOf(renderBody(report, undefined, limit, false));
  const marker = formatMarker(report.project, { ...run, digest });
  return `${marker}\n${renderBody(report, run.url, limit - bytes(marker) - 1, true)}`;
}

/** The report as Markdown for a page that is nobody's comment, such as a job's summary. */
export function renderSummary(
  report: Report,
  url: string | undefined,
  limit: number = SUMMARY_LIMIT,
): string {
  return renderBody(report, url, limit, true);
}

function renderBody(report: Report, url: string | undefined, limit: number, took: boolean): string {
  const blocks: Block[] = [
    summary(report, took),
    errors(report),
    destruction(report),
    releases(report),
    careful(report),
    policies(report),
    ...report.stacks.map(otherFindings),
    ...report.stacks.flatMap(details),
    ...report.stacks.map(costs),
    notes(report),
  ];
  const title = `### ${report.subject === "drift" ? "Drift" : "Preview"} of ${code(report.project, 60)}\n\n`;
  const whole = fit(blocks, limit - bytes(title));
  if (whole.omitted === 0) return title + whole.text;
  // The sign that something was cut stands above everything, so room for it is kept before anything is filled in.
  const room = limit - bytes(title) - bytes(cutNote(Number.MAX_SAFE_INTEGER, url));
  const fitted = fit(blocks, room);
  return title + cutNote(fitted.omitted, url) + fitted.text;
}

function cutNote(omitted: number, url: string | undefined): string {
  const link =
    url !== undefined && /^https:\/\/[\w./:-]{1,300}$/.test(url)
      ? ` The whole is with [the run](${url}).`
      : "";
  return `> [!IMPORTANT]\n> **This was cut: ${String(omitted)} entries had no room.** Counts are of everything.${link}\n\n`;
}

/** What the tools say about their own limits, once each. */
function notes(report: Report): Block {
  const all = [...new Set(report.stacks.flatMap((stack) => stack.notes))];
  return {
    open: "\n<details><summary>What this preview is, and is not</summary>\n\n",
    close: "\n</details>\n",
    entries: all.map((note) => ({ text: () => `- ${plain(note)}\n`, kind: "notes" })),
    rank: 8,
    noun: "notes",
  };
}
