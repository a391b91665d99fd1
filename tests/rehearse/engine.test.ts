import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readProject } from "../../preview/project";
import { runStacks } from "../../preview/run-stacks";
import { engineOnPath } from "../../rehearse/engine";
import { Workspace } from "../../rehearse/workspace";
import { differences, ofEngine, ofPlan, type EnginePreview } from "./engine-preview";

const project = join(__dirname, "../..");

/**
 * The plan against `pulumi preview --json` of a real engine, over the simulated providers: urns, parents, providers,
 * inputs, dependencies, protection. Where the real awsx and eks plugins are installed, the engine runs those, and the
 * children they register are compared with the simulated ones.
 */
describe("the plan agrees with the preview of the real engine", function () {
  this.timeout(300_000);
  const engine = engineOnPath();

  before(function () {
    if (engine !== undefined) return;
    console.log("    skipped: there is no `pulumi` on the PATH to compare with");
    this.skip();
  });

  for (const stack of ["test", "prod"]) {
    it(`on every resource of ${stack}`, async () => {
      assert.ok(engine);
      const [report] = await runStacks({
        project: readProject(project),
        stacks: [stack],
        policies: false,
        timeoutSeconds: 120,
        stackOutputs: {},
      });
      assert.ok(report?.preview.succeeded);
      const workspace = new Workspace({
        project,
        stack,
        engine,
        componentPlugins: process.env["REHEARSAL_COMPONENT_PLUGINS"],
      });
      try {
        const stdout = join(workspace.directory, "preview.json");
        await workspace.run(["stack", "init", stack, "--no-select"]);
        const { status } = await workspace.run(["preview", "--json"], { stdout });
        assert.equal(status, 0, workspace.logTail(40));
        const preview = JSON.parse(readFileSync(stdout, "utf8")) as EnginePreview;
        const plan = ofPlan(report.plan);
        // The engine registers default providers too, but leaves them out of what it reports.
        for (const urn of plan.keys()) if (/::pulumi:providers:\w+::default/.test(urn)) plan.delete(urn);
        assert.deepEqual(differences(ofEngine(preview), plan), []);
        assert.ok(plan.size > 200, `only ${String(plan.size)} resources were compared`);
      } finally {
        workspace.remove();
      }
    });
  }
});
