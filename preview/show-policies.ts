import { count, formatPlace, type Paint } from "./format";
import { grouped } from "./grouped";
import type { PolicyFinding, PolicyReport } from "./plan";
import { parseUrn } from "./urn";

const COLOUR = { mandatory: "red", advisory: "yellow", remediate: "cyan" } as const;

/** The findings of a policy pack, then what it could not decide, then the counts. */
export function showPolicies(report: PolicyReport | undefined, paint: Paint): string {
  if (report === undefined) return "Policies: not run. No rule was checked.";
  const levels = ["mandatory", "advisory", "remediate"] as const;
  return [
    paint("bold", `Policies: ${report.pack} ${report.packVersion}`.trimEnd()),
    ...report.errors.map((error) => paint("red", `  error: ${error}`)),
    ...levels
      .flatMap((level) => report.findings.filter((each) => each.level === level))
      .flatMap((each) => finding(each, paint)),
    ...undecided(report, paint),
    `  ${totals(report)}`,
  ].join("\n");
}

function finding(
  { rule, level, severity, message, remediation, urn, source }: PolicyFinding,
  paint: Paint,
): string[] {
  const subject = urn === undefined ? "the stack" : parseUrn(urn).name;
  return [
    `  ${paint(COLOUR[level], `${level} (${severity})`)} ${rule}: ${subject} ${formatPlace(source)}`.trimEnd(),
    `      ${message.replaceAll("\n", "\n      ")}`,
    ...(remediation === "" ? [] : [`      ${paint("dim", remediation)}`]),
  ];
}

function undecided({ undecided }: PolicyReport, paint: Paint): string[] {
  if (undecided.length === 0) return [];
  const byRule = [...grouped(undecided, ({ rule, level }) => `${rule} (${level})`)];
  return [
    `  ${paint("yellow", "undecided")}: a value that the rule reads is only known after deployment`,
    ...byRule.map(([rule, findings]) => `      ${rule}: ${names(findings)}`),
  ];
}

function names(findings: readonly PolicyFinding[]): string {
  const shown = findings.slice(0, 5).map(({ urn }) => (urn === undefined ? "the stack" : parseUrn(urn).name));
  const rest = findings.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` and ${String(rest)} more` : ""}`;
}

function totals({ findings, undecided, rules }: PolicyReport): string {
  const of = (level: PolicyFinding["level"]): number =>
    findings.filter((each) => each.level === level).length;
  const exempt = Object.values(rules).reduce((sum, each) => sum + each.exempt, 0);
  return [
    count(Object.keys(rules).length, "rule"),
    count(of("mandatory"), "mandatory finding"),
    `${String(of("advisory"))} advisory`,
    `${String(of("remediate"))} remediated`,
    `${String(undecided.length)} undecided`,
    `${String(exempt)} exempt`,
  ].join(", ");
}
