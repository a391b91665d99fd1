import type { PolicyFinding, PolicyReport } from "../plan";
import { typeOf } from "../urn";

/** GitHub's scale for sorting security findings. */
const SECURITY_SEVERITY = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" } as const;
const LEVEL = { mandatory: "error", advisory: "warning", remediate: "note" } as const;

/**
 * SARIF 2.1.0, for code scanning: a result a finding at the line that created the resource, an open one for each rule
 * that could not be decided, and a failed invocation if the pack itself had errors.
 */
export function policiesAsSarif(report: PolicyReport): object {
  const all = [...report.findings, ...report.undecided];
  const rules = [...new Map(all.map((finding) => [finding.rule, finding])).values()];
  const indexes = new Map(rules.map(({ rule }, index) => [rule, index]));
  const result = (kind: "fail" | "open") => (finding: PolicyFinding) => ({
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule),
    kind,
    level: kind === "open" ? "none" : LEVEL[finding.level],
    message: { text: `${finding.message}\n${finding.remediation}` },
    locations: [locationOf(finding)],
    partialFingerprints: { ruleAndResource: `${finding.rule} ${finding.urn ?? ""}` },
  });
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: report.pack, version: report.packVersion, rules: rules.map(descriptorOf) } },
        invocations: [
          {
            executionSuccessful: report.errors.length === 0,
            toolExecutionNotifications: report.errors.map((text) => ({ level: "error", message: { text } })),
          },
        ],
        results: [...report.findings.map(result("fail")), ...report.undecided.map(result("open"))],
      },
    ],
  };
}

function descriptorOf(finding: PolicyFinding): object {
  return {
    id: finding.rule,
    help: { text: finding.remediation },
    properties: { "security-severity": SECURITY_SEVERITY[finding.severity], tags: ["security"] },
  };
}

function locationOf({ urn, source }: PolicyFinding): object {
  const physicalLocation = {
    // Code scanning shows nothing without a file; what belongs to no line belongs to the program's entry.
    artifactLocation: { uri: source?.file ?? "index.ts", uriBaseId: "%SRCROOT%" },
    region: { startLine: source?.line ?? 1 },
  };
  if (urn === undefined) return { physicalLocation };
  return { physicalLocation, logicalLocations: [{ fullyQualifiedName: urn, kind: typeOf(urn) }] };
}
