import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAnalyzer } from "../../preview/analyzer";
import { shortType } from "../../preview/format";
import type { PolicyReport } from "../../preview/plan";
import { readProject } from "../../preview/project";
import { runStacks } from "../../preview/run-stacks";
import { parseUrn, typeOf } from "../../preview/urn";
import { engineOnPath } from "../../rehearse/engine";
import { Workspace } from "../../rehearse/workspace";

const project = join(__dirname, "../..");
const packDirectory = join(project, "policies");

/** Makes findings of each level: a mandatory one of a stack rule, remedied ones, other settings. */
const config = {
  "secret-rotation": "mandatory",
  "log-retention": { days: 400 },
  "nat-with-endpoints": "disabled",
};

/**
 * What the preview says of the policies against what `pulumi preview --policy-pack` prints. What the preview calls
 * undecided, the engine can only print as advice.
 */
describe("the policies' report agrees with the real engine", function () {
  this.timeout(300_000);
  const engine = engineOnPath();

  before(function () {
    if (engine === undefined) {
      console.log("    skipped: there is no `pulumi` on the PATH to compare with");
      this.skip();
    }
    execFileSync("npm", ["run", "--silent", "build:policies"], { cwd: project });
  });

  for (const [stack, given] of [
    ["prod", {}],
    ["test", config],
  ] as const) {
    it(`on every finding in ${stack}`, async () => {
      assert.ok(engine);
      const options = { stacks: [stack], policies: false, timeoutSeconds: 120, stackOutputs: {} };
      const [report] = await runStacks({ project: readProject(project), ...options });
      assert.ok(report?.preview.succeeded);
      const ours = {
        packDirectory,
        projectDirectory: project,
        project: "commerce",
        stack,
        organization: "organization",
      };
      const analyzer = await startAnalyzer({ ...ours, config: given });
      const policies = await analyzer.analyze(report.preview.registrations);
      analyzer.close();
      assert.deepEqual(policies.errors, []);

      const workspace = new Workspace({ project, stack, engine });
      try {
        const configFile = join(workspace.directory, "policy-config.json");
        writeFileSync(configFile, JSON.stringify(given));
        await workspace.run(["stack", "init", stack, "--no-select"]);
        const args = ["--policy-pack", packDirectory, "--policy-pack-config", configFile];
        await workspace.run(["preview", ...args]);
        const printed = printedBy(workspace.logTail(5000));
        assert.deepEqual(printed, asTheEnginePrints(policies));
        assert.ok(printed.length > 20, `only ${String(printed.length)} findings were compared`);
      } finally {
        workspace.remove();
      }
    });
  }
});

function printedBy(log: string): string[] {
  const found = log.matchAll(/^\s+- \[(\w+)\]\s+\[severity: (\w+)\]\s+(\S+)\s+\((.+): (\S+)\)$/gm);
  const remedied = log.matchAll(/^\s+- \[remediate\]\s+(\S+)\s+\((\d+) resources?\)$/gm);
  return [
    ...[...found].map(([, level = "", severity = "", rule = "", type = "", name = ""]) =>
      [level, severity, rule, type, name].join(" "),
    ),
    ...[...remedied].map(([, rule = "", count = ""]) => `${rule} remedied ${count}`),
  ].sort();
}

function asTheEnginePrints({ findings, undecided }: PolicyReport): string[] {
  const advice = undecided.map((finding) => ({ ...finding, level: "advisory" as const }));
  const remedied = findings.filter(({ level }) => level === "remediate").map(({ rule }) => rule);
  const violations = [...findings.filter(({ level }) => level !== "remediate"), ...advice];
  return [
    ...violations.map(({ rule, level, severity, urn = "" }) =>
      [level, severity, rule, shortType(typeOf(urn)), parseUrn(urn).name].join(" "),
    ),
    ...[...new Set(remedied)].map(
      (rule) => `${rule} remedied ${String(remedied.filter((each) => each === rule).length)}`,
    ),
  ].sort();
}
