import type { Block, Entry } from "../fit";
import { code, plain } from "../markup";
import type { Finding, Report, StackReport } from "../report";

const levels = ["mandatory", "remediate", "advisory"];
const severities = ["critical", "high", "medium", "low"];
const MOST_RESOURCES = 20;

/** What stands in the way or is new in every stack, the gravest first. */
export function policies(report: Report): Block {
  const entries = report.stacks.flatMap((stack) => {
    const heading = `\n**${plain(stack.stack, 60)}**\n\n`;
    const failures = (stack.policies?.errors ?? []).map((error) => ({
      text: () => `- ❌ the policy pack failed: ${plain(error)}\n`,
      kind: "failures of the pack",
    }));
    const shown = (stack.policies?.findings ?? []).filter((found) => !isOld(found));
    return [...failures, ...grouped(shown)].map((entry) => ({ ...entry, heading }));
  });
  return { open: "\n#### Policies\n", close: "", entries, rank: 3, share: 0.25, noun: "policy findings" };
}

/** What the base has too and nothing forbids, and what nobody can decide before deployment, under a fold. */
export function otherFindings({ stack, policies: of }: StackReport): Block {
  const old = (of?.findings ?? []).filter(isOld);
  const undecided = of?.undecided ?? [];
  const counts = [
    ...(old.length > 0 ? [`${String(old.length)} that the base has too`] : []),
    ...(undecided.length > 0 ? [`${String(undecided.length)} undecided at preview`] : []),
  ];
  return {
    open: `\n<details><summary>${plain(stack, 60)}: policies, ${counts.join(", ")}</summary>\n`,
    close: "\n</details>\n",
    entries: [
      ...grouped(old).map((entry) => ({ ...entry, heading: "\nThe base has these too:\n\n" })),
      ...grouped(undecided.map(withoutWords), "❔ ").map((entry) => ({
        ...entry,
        heading: "\nUndecided at preview, as a value that the rule reads is known only after deployment:\n\n",
      })),
    ],
    rank: 4,
    share: 0.02,
    noun: "policy findings",
  };
}

/** Which value was not known differs from resource to resource; that it is not known is all there is to say. */
const withoutWords = (found: Finding): Finding => ({ ...found, message: "", remediation: "" });

const isOld = ({ level, isNew }: Finding): boolean => level !== "mandatory" && isNew === false;

/** One entry for each thing that a rule says, with every resource it says it of. */
function grouped(findings: readonly Finding[], mark?: string): Entry[] {
  const groups = new Map<string, Finding[]>();
  for (const found of findings) {
    const key = JSON.stringify([found.rule, found.level, found.message, found.isNew]);
    const group = groups.get(key);
    if (group) group.push(found);
    else groups.set(key, [found]);
  }
  return [...groups.values()]
    .sort(([a], [b]) => gravity(a) - gravity(b))
    .map((group) => ({ text: () => describe(group, mark), kind: group[0]?.rule ?? "" }));
}

const gravity = (found: Finding | undefined): number =>
  found === undefined ? 0 : levels.indexOf(found.level) * 10 + severities.indexOf(found.severity ?? "low");

function describe(group: readonly Finding[], mark?: string): string {
  const [found] = group;
  if (found === undefined) return "";
  const level = [found.level, ...(found.severity === undefined ? [] : [found.severity])].join(", ");
  const sign = mark ?? (found.level === "mandatory" ? "❌ " : "");
  const words = [found.message, found.remediation].filter((text) => text !== "").map((text) => plain(text));
  const resources = group.map(place).filter((text) => text !== "");
  const more = resources.length - MOST_RESOURCES;
  const where = [
    ...resources.slice(0, MOST_RESOURCES),
    ...(more > 0 ? [`and ${String(more)} more`] : []),
  ].join("; ");
  const rule = `${sign}${found.isNew === true ? "**new** " : ""}${code(found.rule)} (${level})`;
  return `- ${[rule, words.join(" – ")].filter(Boolean).join(": ")}\n${where === "" ? "" : `  - ${where}\n`}`;
}

function place({ resource, source }: Finding): string {
  const parts = [
    ...(resource === undefined ? [] : [code(resource)]),
    ...(source === undefined ? [] : [code(`${source.file}:${String(source.line)}`)]),
  ];
  return parts.join(" ");
}
