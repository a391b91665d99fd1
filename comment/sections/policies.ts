import type { Block } from "../fit";
import { code, plain } from "../markup";
import type { Finding, Report, StackReport } from "../report";

const levels = ["mandatory", "remediate", "advisory"];
const severities = ["critical", "high", "medium", "low"];
const rank = ({ level, severity = "low" }: Finding): number =>
  levels.indexOf(level) * 10 + severities.indexOf(severity);

/** What the policies found in every stack, the gravest first; what could not be decided stands apart. */
export function policies(report: Report): Block {
  const entries = report.stacks.flatMap((stack) => {
    const { errors = [], findings = [], undecided = [] } = stack.policies ?? {};
    const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
    return [
      ...errors.map((error) => ({
        text: () => `- ❌ the policy pack failed: ${plain(error)}\n`,
        heading: heading(stack, ""),
        kind: "failures of the pack",
      })),
      ...sorted.map((each) => ({ text: () => describe(each), heading: heading(stack, ""), kind: each.rule })),
      ...undecided.map((each) => ({
        text: () => describe(each),
        heading: heading(stack, ", undecided at preview (a value is known only after deployment)"),
        kind: each.rule,
      })),
    ];
  });
  return { open: "\n#### Policies\n", close: "", entries, rank: 3, share: 0.25, noun: "policy findings" };
}

const heading = ({ stack }: StackReport, apart: string): string => `\n**${plain(stack, 60)}**${apart}\n\n`;

function describe(found: Finding): string {
  const places = [
    ...(found.resource === undefined ? [] : [code(found.resource)]),
    ...(found.source === undefined ? [] : [code(`${found.source.file}:${String(found.source.line)}`)]),
  ];
  const where = places.length === 0 ? "" : ` ${places.join(", ")}`;
  const level = [found.level, ...(found.severity === undefined ? [] : [found.severity])].join(", ");
  const fix = found.remediation === "" ? "" : ` ${plain(found.remediation)}`;
  return `- ${found.level === "mandatory" ? "❌ " : ""}${code(found.rule)} (${level})${where}: ${plain(found.message)}${fix}\n`;
}
