import type { PolicyFinding, PolicyReport } from "../plan";
import { parseUrn } from "../urn";

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/** The findings for people: the most severe first, under each what is wrong, where, and what to change. */
export function policiesForPeople(report: PolicyReport): string {
  const sections = SEVERITIES.flatMap((severity) => {
    const findings = report.findings.filter((finding) => finding.severity === severity);
    if (findings.length === 0) return [];
    return [`${severity.charAt(0).toUpperCase()}${severity.slice(1)}`, ...findings.map(describe), ""];
  });
  return [
    `${report.pack} ${report.packVersion}`.trim(),
    ...report.errors.map((error) => `  error: ${error}`),
    "",
    ...sections,
    ...undecided(report),
    summary(report),
  ].join("\n");
}

function describe(finding: PolicyFinding): string {
  const place = finding.source === undefined ? "" : ` (${finding.source.file}:${String(finding.source.line)})`;
  return [
    `  ${subjectOf(finding)}${place}`,
    `    ${finding.message}`,
    `    ${finding.remediation}`,
    `    ${finding.rule}, ${finding.level}`,
  ].join("\n");
}

function undecided(report: PolicyReport): string[] {
  if (report.undecided.length === 0) return [];
  const lines = report.undecided.map((finding) => `  ${finding.rule}: ${subjectOf(finding)}`);
  return ["Undecided, because a value is known only after deployment", ...new Set(lines), ""];
}

function subjectOf({ urn }: PolicyFinding): string {
  return urn === undefined ? "the stack" : parseUrn(urn).name;
}

function summary(report: PolicyReport): string {
  const count = (level: PolicyFinding["level"]): string =>
    String(report.findings.filter((finding) => finding.level === level).length);
  const exempt = Object.values(report.rules).reduce((sum, counts) => sum + counts.exempt, 0);
  return [
    `${String(Object.keys(report.rules).length)} rules: ${count("mandatory")} mandatory findings`,
    `${count("advisory")} advisory`,
    `${count("remediate")} remediated`,
    `${String(report.undecided.length)} undecided`,
    `${String(exempt)} exempt`,
    ...(report.errors.length > 0 ? [`${String(report.errors.length)} errors`] : []),
  ].join(", ");
}
