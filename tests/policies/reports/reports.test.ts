import assert from "node:assert/strict";
import type { PolicyReport } from "../../../preview/plan";
import { policiesAsJson } from "../../../preview/reports/json";
import { policiesAsJunit } from "../../../preview/reports/junit";
import { policiesForPeople } from "../../../preview/reports/people";
import { policiesAsSarif } from "../../../preview/reports/sarif";

const urn = (name: string): string => `urn:pulumi:prod::commerce::aws:s3/bucket:Bucket::${name}`;
const counts = { passed: 1, failed: 0, undecided: 0, notApplicable: 0, exempt: 0 };

const report: PolicyReport = {
  pack: "commerce",
  packVersion: "1.0.0",
  findings: [
    {
      rule: "lifecycle-rules",
      level: "advisory",
      severity: "low",
      message: "kept for ever",
      remediation: "Add a rule.",
      urn: urn("logs"),
    },
    {
      rule: "s3-no-acl",
      level: "mandatory",
      severity: "critical",
      message: 'its list is <public> & "open"',
      remediation: "Remove the list.",
      urn: urn("images"),
      source: { file: "components/storage.ts", line: 12 },
    },
    { rule: "monthly-budget", level: "remediate", severity: "medium", message: "over", remediation: "Save." },
  ],
  undecided: [
    {
      rule: "s3-tls-only",
      level: "mandatory",
      severity: "medium",
      message: "undecided at preview: policy",
      remediation: "Deny plain HTTP.",
      urn: urn("images"),
    },
  ],
  rules: {
    "lifecycle-rules": { ...counts, failed: 1 },
    "monthly-budget": { ...counts, failed: 1 },
    "s3-no-acl": { ...counts, failed: 1, exempt: 2 },
    "s3-tls-only": { ...counts, undecided: 1 },
    "vpc-flow-logs": counts,
  },
  errors: [],
};
const crashed: PolicyReport = { ...report, findings: [], undecided: [], rules: {}, errors: ["the pack ended\nwith <status 1>"] };

describe("the report for people", () => {
  it("begins with the most severe and says what, where and how to mend it", () => {
    assert.equal(
      policiesForPeople(report),
      `commerce 1.0.0

Critical
  images (components/storage.ts:12)
    its list is <public> & "open"
    Remove the list.
    s3-no-acl, mandatory

Medium
  the stack
    over
    Save.
    monthly-budget, remediate

Low
  logs
    kept for ever
    Add a rule.
    lifecycle-rules, advisory

Undecided, because a value is known only after deployment
  s3-tls-only: images

5 rules: 1 mandatory findings, 1 advisory, 1 remediated, 1 undecided, 2 exempt`,
    );
  });

  it("never takes an error for no findings", () => {
    assert.match(policiesForPeople(crashed), /error: the pack ended[^]*1 errors$/);
  });
});

describe("the report as SARIF", () => {
  interface Sarif {
    version: string;
    runs: [
      {
        tool: { driver: { rules: { id: string }[] } };
        invocations: [{ executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }];
        results: {
          ruleId: string;
          ruleIndex: number;
          kind: string;
          level: string;
          message: { text: string };
          locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }];
        }[];
      },
    ];
  }
  const sarif = policiesAsSarif(report) as Sarif;
  const [run] = sarif.runs;

  it("has a result for each finding, at the line that created the resource", () => {
    const [, acl] = run.results;
    assert.equal(sarif.version, "2.1.0");
    assert.deepEqual(
      run.results.map(({ ruleId, kind, level }) => [ruleId, kind, level]),
      [
        ["lifecycle-rules", "fail", "warning"],
        ["s3-no-acl", "fail", "error"],
        ["monthly-budget", "fail", "note"],
        ["s3-tls-only", "open", "none"],
      ],
    );
    assert.equal(acl?.locations[0].physicalLocation.artifactLocation.uri, "components/storage.ts");
    assert.equal(acl.locations[0].physicalLocation.region.startLine, 12);
    assert.match(acl.message.text, /Remove the list\./);
  });

  it("describes each rule once, where its results point to", () => {
    for (const { ruleId, ruleIndex } of run.results) assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
  });

  it("is a failed invocation if the pack had errors", () => {
    const { invocations } = (policiesAsSarif(crashed) as Sarif).runs[0];
    assert.equal(run.invocations[0].executionSuccessful, true);
    assert.equal(invocations[0].executionSuccessful, false);
    assert.equal(invocations[0].toolExecutionNotifications.length, 1);
  });
});

describe("the report for CI servers", () => {
  it("fails, skips and passes rules, and escapes what XML cannot hold", () => {
    const xml = policiesAsJunit(report);
    assert.match(xml, /tests="5" failures="1" errors="0" skipped="1"/);
    assert.match(xml, /<failure type="critical" message="its list is &lt;public&gt; &amp; &quot;open&quot;">/);
    assert.match(xml, /name="s3-tls-only"><skipped message="undecided: urn/);
    assert.match(xml, /name="vpc-flow-logs"><\/testcase>/);
    assert.match(xml, /name="lifecycle-rules"><system-out>advisory: /);
  });

  it("counts an error of the pack as one", () => {
    const xml = policiesAsJunit(crashed);
    assert.match(xml, /tests="1" failures="0" errors="1"/);
    assert.match(xml, /<error message="the pack ended&#10;with &lt;status 1&gt;"\/>/);
  });

  it("leaves out characters that no XML may hold", () => {
    assert.match(policiesAsJunit({ ...crashed, errors: ["a\u0000b\u001bc"] }), /message="abc"/);
  });
});

describe("the report for machines", () => {
  it("says what it is and loses nothing", () => {
    const { format, version, ...rest } = JSON.parse(policiesAsJson(report)) as Record<string, unknown>;
    assert.deepEqual([format, version], ["commerce-policy-report", 1]);
    assert.deepEqual(rest, report);
  });
});
