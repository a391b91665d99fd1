import type { PolicyReport } from "../plan";

/** The report as a file for machines; `version` is raised when a field changes its meaning or goes away. */
export function policiesAsJson(report: PolicyReport): string {
  const { pack, packVersion, errors, findings, undecided, rules } = report;
  const content = { format: "commerce-policy-report", version: 1, pack, packVersion, errors, findings, undecided, rules };
  return `${JSON.stringify(content, null, 2)}\n`;
}
