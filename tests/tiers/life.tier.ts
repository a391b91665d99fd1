/**
 * A provider that goes wrong at each of its calls, on the real engine with its real state; simulated are the provider and
 * the cloud behind it. Proves: whatever fails, the state keeps every resource or says that it is pending, the error names
 * the resource, and the next run repairs it. Does not prove: how AWS and its real provider behave.
 */
import assert from "node:assert/strict";
import { engineOnPath } from "../../rehearse/engine";
import type { Fault, FaultKind } from "../../rehearse/plugins/faults";
import { Platform, type Outcome } from "./life/platform";

/**
 * Not asked for: an object that was made and whose answer was an error, or had no id or no outputs. The engine keeps no
 * trace of it then, so that an operator must import or delete it by hand.
 */
const kinds: readonly FaultKind[] = ["fail", "throttle", "hang"];
/** Faults come to every third resource of a run, so that those between them go on and what depends on them is reached. */
const thirds = [0, 1, 2];
const tolerant = ["--yes", "--skip-preview", "--continue-on-error"];

describe("a stack whose provider goes wrong", function () {
  this.timeout(600_000);
  const engine = engineOnPath();
  let subjects: readonly { type: string; name: string }[] = [];
  const counts = { injected: 0, lost: 0, unnamed: 0, hung: 0 };

  before(async function () {
    if (engine === undefined) {
      console.log("skipped: there is no `pulumi` on the PATH");
      return this.skip();
    }
    const platform = new Platform(engine);
    try {
      await platform.run(["stack", "init", "life", "--no-select"]);
      const { status, output } = await platform.run(["up", ...tolerant]);
      assert.equal(status, 0, output);
      // The order in which they come up differs from run to run.
      subjects = [...platform.resources()].sort((one, other) => (titleOf(one) < titleOf(other) ? -1 : 1));
    } finally {
      platform.remove();
    }
  });

  after(() => {
    const { injected, lost, unnamed, hung } = counts;
    console.log(
      `\n${String(injected)} faults injected: ${String(lost)} resources lost from the state, ` +
        `${String(unnamed)} unnamed errors, ${String(hung)} hangs beyond the time-out`,
    );
  });

  for (const kind of kinds)
    for (const third of thirds)
      it(`loses nothing and is repaired: ${kind}, at every third resource from number ${String(third + 1)}`, async () => {
        assert.ok(engine);
        const platform = new Platform(engine);
        const problems: string[] = [];
        const note = (step: string, { met, output, timedOut, status }: Outcome): void => {
          counts.injected += met.length;
          const lost = platform.lost();
          counts.lost += lost.length;
          problems.push(...lost.map((each) => `${step}: lost ${each}`));
          const unnamed = status === 0 ? [] : met.filter(({ name }) => !isNamed(output, name));
          counts.unnamed += unnamed.length;
          problems.push(...unnamed.map(({ name, type }) => `${step}: no error names ${type} ${name}`));
          if (timedOut) {
            counts.hung++;
            problems.push(`${step}: hangs`);
          }
        };
        const faults = (method: Fault["method"]): Fault[] =>
          subjects.filter((_, index) => index % 3 === third).map((each) => ({ ...each, method, kind }));
        const repaired = async (args: readonly string[]): Promise<void> => {
          const pending = platform.pendingCreates();
          if (pending.length > 0) await platform.run(["refresh", "--yes", "--skip-preview", ...pending]);
          const { status, output } = await platform.run(args);
          if (status !== 0) problems.push(`${args.join(" ")} does not repair it:\n${output.slice(-1500)}`);
          problems.push(...platform.gone().map((urn) => `in the state, does not exist: ${urn}`));
          problems.push(...platform.lost().map((each) => `not in the state: ${each}`));
        };
        try {
          await platform.run(["stack", "init", "life", "--no-select"]);
          note("create", await platform.run(["up", ...tolerant], faults("create")));
          await repaired(["up", ...tolerant]);
          platform.configure(2);
          note("update", await platform.run(["up", ...tolerant], faults("update")));
          await repaired(["up", ...tolerant]);
          note("read", await platform.run(["refresh", "--yes", "--skip-preview"], faults("read")));
          await repaired(["up", ...tolerant]);
          note("delete", await platform.run(["destroy", ...tolerant], faults("delete")));
          await repaired(["destroy", ...tolerant]);
          assert.deepEqual(problems, []);
          assert.deepEqual(platform.resources(), []);
        } finally {
          platform.remove();
        }
      });

  // How many are met depends on the order: what waits for a resource that failed is not reached.
  it("met at least 150 faults", () => assert.ok(counts.injected >= 150, String(counts.injected)));
});

function titleOf({ type, name }: { type: string; name: string }): string {
  return `${type} ${name}`;
}

/** Whether an error's line names the resource. */
function isNamed(output: string, name: string): boolean {
  return output.split("\n").some((line) => line.includes(name) && /fail|error/i.test(line));
}
