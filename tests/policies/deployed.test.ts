import assert from "node:assert/strict";
import { resolve } from "node:path";
import { startAnalyzer } from "../../preview/analyzer";
import { compilePolicyPack } from "../../preview/policy-pack";
import { deployed } from "../tiers/deployed";

const projectDirectory = resolve(__dirname, "../..");
const packDirectory = resolve(projectDirectory, "policies");

/** A preview leaves open what reads ARNs, addresses and documents made of them; here the simulated clouds know them. */
for (const stack of ["test", "prod"]) {
  describe(`the policies over ${stack}, as if it were deployed`, () => {
    it("decide everything, and find nothing mandatory", async () => {
      await compilePolicyPack(projectDirectory, packDirectory);
      const { resources } = await deployed(stack, projectDirectory);
      const names = { project: "commerce", organization: "organization", stack };
      const analyzer = await startAnalyzer({ packDirectory, projectDirectory, ...names });
      const { errors, findings, undecided, rules } = await analyzer.analyze(resources);
      analyzer.close();
      assert.deepEqual(errors, []);
      assert.deepEqual(undecided, []);
      assert.deepEqual(
        findings.filter(({ level }) => level !== "advisory"),
        [],
      );
      const decided = Object.values(rules).reduce((sum, { passed, failed }) => sum + passed + failed, 0);
      assert.ok(decided > 500, String(decided));
    });
  });
}
