import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ESLint } from "eslint";

import { renderComment } from "../../comment/render";
import { startAnalyzer } from "../../preview/analyzer";
import { UNKNOWN } from "../../preview/registration";
import { change, reportOf, run, stackOf } from "../comment/reports";
import { previewed } from "../stacks/previewed";

describe("what stands between a change and a stage", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "faults-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("fault 35: no value is printed from an apply: lint refuses it", async function () {
    this.timeout(180_000);
    const lint = new ESLint();
    const filePath = "components/storage/PrivateBucket.ts";
    const text = `${readFileSync(filePath, "utf8")}\npulumi.output("hunter2").apply(console.log);\n`;
    const [result] = await lint.lintText(text, { filePath });
    assert.deepEqual(
      result?.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId),
      ["no-console"],
    );
  });

  it("fault 36: a comment is cut at a resource, with its head and totals kept", () => {
    const changes = Array.from({ length: 5000 }, (_, index) =>
      change({ op: "delete", name: `queue-${String(index)}`, urn: `urn:${String(index)}` }),
    );
    const text = renderComment(reportOf(stackOf(changes)), run);
    assert.ok(Buffer.byteLength(text) < 65_536, String(Buffer.byteLength(text)));
    assert.match(text, /\*\*test\*\*.*5,?000/);
    const shown = [...text.matchAll(/queue-\d+/g)].map(([name]) => name);
    assert.ok(shown.length > 50 && shown.length < 5000, String(shown.length));
    assert.match(text, /[\d,]+ more/);
  });

  for (const [fails, program] of [
    ["does not start", 'throw new Error("out of order");'],
    ["ends", "process.exit(3);"],
  ] as const)
    it(`fault 41: a policy pack that ${fails} closes the gate`, async () => {
      mkdirSync(join(folder, "dist"));
      writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\nmain: dist/index.js\n");
      writeFileSync(join(folder, "dist/index.js"), program);
      const analyzer = await startAnalyzer({
        packDirectory: folder,
        projectDirectory: process.cwd(),
        project: "commerce",
        stack: "test",
        organization: "organization",
      });
      const { errors } = await analyzer.analyze([]);
      analyzer.close();
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? "", /the policy pack did not start/);
    });

  it("fault 44: no add-on has a version of the program's own, which a cluster's version might not support", async () => {
    for (const stack of ["test", "prod"]) {
      const addons = (await previewed(stack)).ofType("aws:eks/addon:Addon");
      assert.ok(addons.length > 5, String(addons.length));
      // EKS chooses one for the cluster's version, or eks's plugin asks it for one.
      for (const { urn, inputs } of addons)
        assert.ok([undefined, UNKNOWN].includes(inputs["addonVersion"] as string | undefined), urn);
    }
  });

  it("fault 45: a lock file that does not agree with its manifest fails npm ci", () => {
    for (const file of ["package.json", "package-lock.json"]) cpSync(file, join(folder, file));
    // From a folder, so that no registry is asked.
    mkdirSync(join(folder, "added"));
    writeFileSync(join(folder, "added/package.json"), JSON.stringify({ name: "added", version: "1.0.0" }));
    const path = join(folder, "package.json");
    const manifest = readFileSync(path, "utf8");
    writeFileSync(path, manifest.replace('"dependencies": {', '"dependencies": { "added": "file:added",'));
    const { status, stderr } = spawnSync("npm", ["ci", "--dry-run", "--offline", "--ignore-scripts"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /package\.json and package-lock\.json.* are in sync/);
    assert.match(stderr, /Missing: added@/);
  });
});
