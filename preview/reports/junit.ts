import type { PolicyFinding, PolicyReport } from "../plan";

/**
 * JUnit's XML, for CI servers: a suite for the pack, a case for each rule. A mandatory finding fails its case; what could
 * not be decided is skipped; advice goes to the case's output; an error of the pack is a case of its own.
 */
export function policiesAsJunit(report: PolicyReport): string {
  const cases = Object.keys(report.rules).map((rule) => caseOf(rule, report));
  const errors = report.errors.map(
    (error) => `    <testcase classname="${escape(report.pack)}" name="the pack"><error message="${escape(error)}"/></testcase>`,
  );
  const count = (mark: string): string => String(cases.filter((each) => each.includes(mark)).length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite name="${escape(`${report.pack} ${report.packVersion}`)}" tests="${String(cases.length + errors.length)}" ` +
      `failures="${count("<failure ")}" errors="${String(errors.length)}" skipped="${count("<skipped ")}">`,
    ...cases,
    ...errors,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function caseOf(rule: string, report: PolicyReport): string {
  const own = report.findings.filter((finding) => finding.rule === rule);
  const mandatory = own.filter(({ level }) => level === "mandatory");
  const open = report.undecided.filter((finding) => finding.rule === rule);
  const body = [
    ...mandatory.map(
      (finding) => `<failure type="${finding.severity}" message="${escape(finding.message)}">${escape(describe(finding))}</failure>`,
    ),
    ...(mandatory.length === 0 && open.length > 0
      ? [`<skipped message="${escape(`undecided: ${open.map(({ urn }) => urn ?? "the stack").join(", ")}`)}"/>`]
      : []),
    ...own
      .filter(({ level }) => level !== "mandatory")
      .map((finding) => `<system-out>${escape(`${finding.level}: ${describe(finding)}`)}</system-out>`),
  ];
  return `    <testcase classname="${escape(report.pack)}" name="${escape(rule)}">${body.join("")}</testcase>`;
}

function describe({ urn, message, remediation, source }: PolicyFinding): string {
  const place = source === undefined ? "" : `${source.file}:${String(source.line)}`;
  return [urn ?? "the stack", place, message, remediation].filter((line) => line !== "").join("\n");
}

/** Text for XML; characters that XML cannot hold at all are left out. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return (
    text
      // The characters that XML 1.0 forbids.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
      .replaceAll("\n", "&#10;")
  );
}
