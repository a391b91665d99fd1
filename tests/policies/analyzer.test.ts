import assert from "node:assert/strict";
import { resolve } from "node:path";
import { build } from "esbuild";
import * as policies from "../../policies/pack";
import { startAnalyzer } from "../../preview/analyzer";
import * as host from "../../preview/analyzer/report-builder";
import type { PolicyReport } from "../../preview/plan";
import { SECRET, SIGNATURE, UNKNOWN, type Registration } from "../../preview/registration";
import type { Fixture } from "../../policies/testing/protocol";
import { registrationOf } from "./planted/fault";

const projectDirectory = resolve(__dirname, "../..");
const bucket: Fixture = { type: "aws:s3/bucket:Bucket", name: "first", properties: { size: 2 } };

function registrations(...fixtures: readonly Fixture[]): Registration[] {
  return fixtures.map((fixture) => registrationOf(fixture, fixtures));
}

async function analyze(
  pack: string,
  given: readonly Registration[],
  options: { config?: Readonly<Record<string, unknown>>; timeoutSeconds?: number } = {},
): Promise<PolicyReport> {
  const analyzer = await startAnalyzer({
    packDirectory: resolve(__dirname, "fixtures", pack),
    projectDirectory,
    project: "commerce",
    stack: "prod",
    organization: "organization",
    ...options,
  });
  try {
    return await analyzer.analyze(given);
  } finally {
    analyzer.close();
  }
}

describe("a policy pack that is broken", () => {
  it("fault 41: closes the gate if it cannot be loaded", async () => {
    const { errors, findings } = await analyze("crashing", registrations(bucket));
    assert.equal(findings.length, 0);
    assert.match(
      errors.join(),
      /the policy pack did not start: the pack ended with .*this pack cannot be loaded/s,
    );
  });

  it("fault 41: closes the gate if it dies, and says with which words", async () => {
    const { errors } = await analyze("dying", registrations(bucket));
    assert.match(errors.join("\n"), /first could not be checked: .*status 3.*out of memory, say/s);
  });

  it("closes the gate if it hangs", async () => {
    const { errors } = await analyze("hanging", registrations(bucket), { timeoutSeconds: 3 });
    assert.match(errors.join("\n"), /first could not be checked: the pack did not answer within 3 s/);
  });

  it("closes the gate if a rule throws, and still reports on the other resources", async () => {
    const { errors, rules } = await analyze("throwing", registrations(bucket, { ...bucket, name: "second" }));
    assert.equal(errors.length, 1);
    assert.match(
      errors[0] ?? "",
      /Bucket::second could not be checked: .*policy 'throws'.*x is not a function/s,
    );
    assert.equal(rules["throws"]?.passed, 1);
  });

  it("closes the gate if it holds no policy, or is not compiled", async () => {
    assert.deepEqual((await analyze("empty", registrations(bucket))).errors, ["the pack holds no policy"]);
    assert.match((await analyze("uncompiled", [])).errors.join(), /did not start: /);
  });

  it("closes the gate if an exemption is malformed, and names it", async () => {
    const directory = resolve(__dirname, "fixtures/malformed");
    await build({
      entryPoints: [resolve(projectDirectory, "policies/index.ts")],
      bundle: true,
      platform: "node",
      packages: "external",
      outfile: resolve(directory, "dist/index.js"),
      plugins: [
        {
          name: "malformed-exemptions",
          setup: (building) => {
            building.onResolve({ filter: /\/exemptions$/ }, () => ({
              path: resolve(directory, "exemptions.ts"),
            }));
          },
        },
      ],
    });
    const errors = (await analyze("malformed", registrations(bucket))).errors.join();
    assert.match(errors, /exemption 1 \(rule "s3-no-acls"\) names no rule of this pack/);
    assert.match(errors, /exemption 1 .* needs at least one stack/);
    assert.match(errors, /expires is "tomorrow" and should be a day/);
  });
});

describe("what a policy pack is sent", () => {
  it("has unknowns that no policy takes for a pass", async () => {
    const { undecided } = await analyze(
      "throwing",
      registrations({ ...bucket, properties: { unknown: UNKNOWN } }),
    );
    assert.deepEqual(
      undecided.map(({ rule }) => rule),
      ["reads"],
    );
  });

  it("is remedied first, without losing a secret, and seen by everything that comes after", async () => {
    const [first] = registrations({
      ...bucket,
      properties: { size: 2, __defaults: [], password: { [SIGNATURE]: SECRET, value: "hunter2" } },
    });
    assert.ok(first);
    const report = await analyze("remediating", [first]);
    assert.deepEqual(
      report.findings.map(({ rule, level, message, remediation }) => [rule, level, message, remediation]),
      [["sets-size", "remediate", "remediated: size, password are set by the policy", "Set size."]],
    );
    assert.deepEqual(report.rules["sets-size"], {
      passed: 0,
      failed: 1,
      undecided: 0,
      notApplicable: 0,
      exempt: 0,
    });
    assert.ok(!JSON.stringify(report).includes("hunter2"));
  });

  it("has parents and where values come from, for the stack as a whole", async () => {
    const [parent, child] = registrations({ ...bucket, name: "parent", properties: { size: 1 } }, bucket);
    assert.ok(parent && child);
    const linked = {
      ...child,
      parent: parent.urn,
      propertyDependencies: { bucket: [parent.urn], none: [] },
      read: true,
    };
    const { findings } = await analyze("remediating", [parent, linked]);
    assert.deepEqual(
      findings.map(({ urn, message }) => [urn, message]),
      [[child.urn, "Sees what became of it.\nsize is not 1, parent parent, from bucket"]],
    );
  });

  it("has the defaults of its configuration, and what is given instead", async () => {
    const said = async (config: Readonly<Record<string, unknown>>) => {
      const { findings, errors } = await analyze("configurable", registrations(bucket), { config });
      assert.deepEqual(errors, []);
      return findings.map(({ rule, level, message }) => [rule, level, message.split("\n").at(-1)]);
    };
    const other = ["other", "mandatory", "always"];
    assert.deepEqual(await said({}), [other, ["says", "advisory", '{"limit":5,"names":["a"]}']]);
    assert.deepEqual(await said({ says: { enforcementLevel: "mandatory", limit: 10 }, other: "disabled" }), [
      ["says", "mandatory", '{"limit":10,"names":["a"]}'],
    ]);
    assert.deepEqual(await said({ all: "disabled", other: "advisory" }), [["other", "advisory", "always"]]);
  });

  for (const [name, config, words] of [
    ["an unknown policy", { sais: "mandatory" }, 'the pack has no policy "sais"'],
    ["an unknown setting", { says: { limits: 3 } }, "says must NOT have additional properties (limits)"],
    ["a number out of range", { says: { limit: 11 } }, "says.limit must be <= 10"],
    ["a value of another type", { says: { names: "a" } }, "says.names must be array"],
    ["a level that is none", { says: "strict" }, 'says: "strict" is no level'],
  ] as const) {
    it(`refuses a configuration with ${name}`, async () => {
      const { errors } = await analyze("configurable", registrations(bucket), { config });
      assert.ok(errors.join().includes(words), errors.join());
    });
  }
});

describe("the marks in a pack's answers", () => {
  it("are the same in the pack and in the host, which share no code", () => {
    for (const mark of ["UNDECIDED", "ERROR", "COUNTS", "EXEMPT"] as const)
      assert.equal(policies[mark], host[mark]);
  });
});
