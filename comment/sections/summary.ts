import type { Block } from "../fit";
import { block, code, plain, row } from "../markup";
import type { Change, Report, StackReport } from "../report";
import { monthly, signed } from "./wording";

const columns = [
  "Stack",
  "Create",
  "Update",
  "Replace",
  "Delete",
  "A month",
  "Change",
  "Policies",
  "Commit",
  "Took",
  "State",
];
const numbers = new Set(["Create", "Update", "Replace", "Delete", "A month", "Change", "Took"]);

/** One line for each stack: what a reviewer sees without opening anything. */
export function summary(report: Report, took: boolean): Block {
  return {
    open: `${row(columns)}\n${row(columns.map((column) => (numbers.has(column) ? "--:" : "---")))}\n`,
    close: "\n",
    entries: report.stacks.map((stack) => ({
      text: () => `${summaryRow(stack, report.commit, took)}\n`,
      kind: stack.stack,
    })),
    rank: 0,
    share: 0.2,
    noun: "stacks",
  };
}

function summaryRow(stack: StackReport, commit: string, took: boolean): string {
  const { create, update, replace, delete: deleted } = stack.counts;
  const warned = (op: Change["op"], count: number): string =>
    `${String(count)}${stack.changes.some((change) => change.op === op && change.stateful) ? " ⚠️" : ""}`;
  const duration = stack.durationSeconds === undefined ? "–" : `${stack.durationSeconds.toFixed(0)} s`;
  const { cost } = stack;
  return row([
    `**${plain(stack.stack, 60)}**`,
    String(create),
    String(update),
    warned("replace", replace),
    warned("delete", deleted),
    cost ? monthly(cost) : "not known",
    cost?.fixedChangeUsd === undefined ? "–" : signed(cost.fixedChangeUsd + (cost.usageChangeUsd ?? 0)),
    policyCell(stack),
    code(commit.slice(0, 8)),
    took ? duration : "–",
    `${stack.error === undefined ? "" : "❌ failed, "}${stack.refreshed ? "refreshed" : "not refreshed"}`,
  ]);
}

function policyCell({ policies }: StackReport): string {
  if (policies === undefined) return "not run";
  if (policies.errors.length > 0) return "❌ the pack failed";
  const mandatory = policies.findings.filter(({ level }) => level === "mandatory").length;
  const remediated = policies.findings.filter(({ level }) => level === "remediate").length;
  const others = policies.findings.length - mandatory - remediated;
  const parts = [
    ...(mandatory > 0 ? [`❌ ${String(mandatory)} mandatory`] : []),
    ...(others > 0 ? [`${String(others)} advisory`] : []),
    ...(remediated > 0 ? [`${String(remediated)} remediated`] : []),
    ...(policies.undecided.length > 0 ? [`${String(policies.undecided.length)} undecided`] : []),
  ];
  return parts.join(", ") || "✅ no finding";
}

/** Why the run, or the preview of a stack, failed. */
export function errors(report: Report): Block {
  const failed = report.stacks.flatMap(({ stack, error }) => (error === undefined ? [] : [{ stack, error }]));
  const { error } = report;
  return {
    open: "",
    close: "",
    entries: [
      ...(error === undefined
        ? []
        : [{ text: () => `\n❌ **The run failed**\n\n${block(error)}\n`, kind: "the run" }]),
      ...failed.map((each) => ({
        text: () =>
          `\n❌ **${plain(each.stack, 60)} failed**; what is said of it may be incomplete.\n\n${block(each.error)}\n`,
        kind: each.stack,
      })),
    ],
    rank: 1,
    share: 0.15,
    noun: "errors",
  };
}
