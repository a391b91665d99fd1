import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { rules } from "../../policies/packs/rules";
import { startAnalyzer } from "../../preview/analyzer";
import type { PolicyReport } from "../../preview/plan";
import type { Fixture } from "../../policies/testing/protocol";
import { faulty, registrationOf, STACK } from "./planted/fault";
import { faults } from "./planted/faults";
import { logCollector } from "./planted/kubernetes-modules";

const projectDirectory = resolve(__dirname, "../..");
const root: Fixture = { type: "pulumi:pulumi:Stack", name: `commerce-${STACK}`, properties: {} };

async function report(
  fixtures: readonly Fixture[],
  config: Readonly<Record<string, unknown>>,
): Promise<PolicyReport> {
  const packDirectory = resolve(projectDirectory, "policies");
  const options = {
    packDirectory,
    projectDirectory,
    project: "commerce",
    stack: STACK,
    organization: "organization",
  };
  const analyzer = await startAnalyzer({ ...options, config });
  try {
    return await analyzer.analyze(fixtures.map((fixture) => registrationOf(fixture, fixtures)));
  } finally {
    analyzer.close();
  }
}

/** In the bad stack nothing is right with the budget and the exemptions either. */
const ofTheWholeStack = ["monthly-budget", "exemptions-match"];
/** Depends on the day, so it has tests of its own. */
const untestable = ["exemptions-current"];

describe("a stack with a fault for each thing that rules look for", () => {
  let bad: PolicyReport;
  let corrected: PolicyReport;

  before(async function () {
    this.timeout(120_000);
    execFileSync("npm", ["run", "--silent", "build:policies"], { cwd: projectDirectory });
    const numbered = faults.map((fault, index) => [fault, String(index)] as const);
    bad = await report([root, ...numbered.flatMap(([fault, n]) => faulty(fault, n))], {});
    corrected = await report([root, ...logCollector, ...numbered.flatMap(([fault, n]) => fault.module(n))], {
      "monthly-budget": { dollars: 1_000_000 },
    });
  });

  it("plants at least 120 faults, over all rules", () => {
    const planted = new Set([...faults.map(({ rule }) => rule), ...ofTheWholeStack, ...untestable]);
    assert.ok(faults.length >= 120, `only ${String(faults.length)}`);
    assert.deepEqual(
      rules.map(({ id }) => id).filter((id) => !planted.has(id)),
      [],
    );
  });

  faults.forEach((fault, index) => {
    it(`finds ${String(index)}: ${fault.rule} at ${fault.at}`, () => {
      const name = `::${fault.at}-${String(index)}`;
      const found = bad.findings.filter(({ rule, urn }) => rule === fault.rule && (urn ?? "").endsWith(name));
      assert.equal(found.length, 1);
    });
  });

  it("finds what is wrong with the stack as a whole", () => {
    const urn = `urn:pulumi:${STACK}::commerce::${root.type}::${root.name}`;
    const found = bad.findings.filter((finding) => finding.urn === urn).map(({ rule }) => rule);
    assert.deepEqual(found.sort(), [...ofTheWholeStack].sort());
  });

  it("finds nothing in the corrected twin, and leaves nothing undecided there", () => {
    assert.deepEqual(corrected.findings, []);
    assert.deepEqual(corrected.undecided, []);
    assert.deepEqual(corrected.errors, []);
  });

  it("accounts for every resource in every rule", () => {
    const resources =
      1 + logCollector.length + faults.flatMap((fault, index) => fault.module(String(index))).length;
    for (const [rule, counts] of Object.entries(corrected.rules)) {
      const { passed, failed, undecided, notApplicable, exempt } = counts;
      assert.equal(passed + failed + undecided + notApplicable + exempt, resources, rule);
    }
  });

  it("exempts the log collector, and nothing else", () => {
    const exempt = Object.entries(corrected.rules).filter(([, counts]) => counts.exempt > 0);
    assert.deepEqual(
      exempt.map(([rule, counts]) => [rule, counts.exempt]),
      [
        ["namespace-pod-security", 1],
        ["pod-host-paths-and-ports", 1],
        ["pod-non-root", 1],
        ["pod-volume-types", 1],
      ],
    );
  });

  it("puts no value of a property into a message", () => {
    assert.deepEqual(
      bad.findings.filter(({ message }) => message.includes("planted")),
      [],
    );
  });

  it("says for each finding what to do and where it is", () => {
    for (const finding of bad.findings) {
      assert.ok(finding.remediation.length > 10, finding.rule);
      assert.deepEqual(finding.source, { file: "index.ts", line: 1 });
    }
  });
});

describe("a resource that a rule cannot read", () => {
  for (const [name, rule, fixture] of [
    [
      "a policy document that is no JSON",
      "kms-not-public",
      { type: "aws:kms/key:Key", properties: { policy: "{" } },
    ],
    [
      "an object where a text belongs",
      "s3-no-acl",
      { type: "aws:s3/bucketAcl:BucketAcl", properties: { acl: {} } },
    ],
    [
      "a text where a list belongs",
      "rbac-bounded",
      { type: "kubernetes:rbac.authorization.k8s.io/v1:Role", properties: { rules: "all" } },
    ],
    ["a text among the siblings of another", "s3-tls-only", { type: "aws:s3/bucket:Bucket", properties: {} }],
  ] as const) {
    it(`for ${name} closes the gate, and is named with the rule`, async () => {
      const subject: Fixture = { ...fixture, name: "subject" };
      const sibling: Fixture = {
        type: "aws:s3/bucketPolicy:BucketPolicy",
        name: "sibling",
        properties: { policy: "secret" },
        from: { bucket: ["subject"] },
      };
      const { errors } = await report([subject, sibling], {});
      const own = errors.filter((error) => error.includes(`${rule} cannot judge`));
      assert.equal(own.length, 1, errors.join("\n"));
      assert.match(own.join(), new RegExp(`urn:.*${subject.type}::subject: .+ should be .+ and is `));
      assert.ok(!errors.join().includes("secret"));
    });
  }
});
