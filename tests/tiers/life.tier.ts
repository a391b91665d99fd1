/**
 * A provider that goes wrong at each of its calls, on the real engine with its real state; simulated are the provider and
 * the cloud behind it. Proves: whatever fails, the state keeps every resource or says that it is pending, the error names
 * the resource, and the next run repairs it. A create whose answer never came is named, and the documented way brings it
 * back. Does not prove: how AWS and its real provider behave.
 */
import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { engineOnPath } from "../../rehearse/engine";
import type { Fault, FaultKind, ProviderCall } from "../../rehearse/plugins/faults";
import { callsOf, type Calls } from "./life/calls";
import { destroy, Life, refresh, stoppingUp, tally, up } from "./life/Life";

/** What goes wrong, by turns: each call meets one kind of a row, its neighbour in the layer the next. */
const rows: readonly (readonly [what: string, ...kinds: FaultKind[]])[] = [
  ["is refused, throttled to the end, or done and its answer lost", "fail", "throttle", "lose"],
  ["hangs until Ctrl-C, or is done and never answered", "hang", "mute"],
];

describe("each create, update, read and delete in turn", function () {
  this.timeout(600_000);
  const engine = engineOnPath();
  let calls: Calls;

  before(async function () {
    if (engine === undefined) {
      console.log("skipped: there is no `pulumi` on the PATH");
      return this.skip();
    }
    calls = await callsOf(engine);
  });

  for (const [what, ...kinds] of rows)
    it(`${what}: nothing is lost, errors name their resource, the next run repairs it`, async () => {
      assert.ok(engine);
      const lives = Math.max(...Object.values(calls).map((layers: Calls["read"]) => layers.length));
      const problems = await sideBySide(lives, async (number) => {
        const faults = (command: keyof Calls): Fault[] =>
          (calls[command][number] ?? []).map((call, index) => ({
            ...call,
            kind: kinds[index % kinds.length] as FaultKind,
          }));
        return Life.of(engine, async (life) => {
          await life.suffer(up, faults("create"));
          await life.repair(up);
          life.platform.configure({ generation: "2" });
          await life.suffer(isReplacing(faults("update")) ? stoppingUp : up, faults("update"));
          await life.repair(up);
          await life.suffer(refresh, faults("read"));
          await life.suffer(destroy, faults("delete"));
          await life.repair(destroy);
        });
      });
      assert.deepEqual(problems.flat(), []);
    });

  it("met at least 200 faults", () => assert.ok(tally.injected >= 200, String(tally.injected)));
});

/**
 * Whether something is deleted to make room for its replacement. Where that fails, an engine told to continue on errors
 * waits for the replacement for ever (3.260: `DeleteStep.Fail` tells the program nothing).
 */
function isReplacing(calls: readonly ProviderCall[]): boolean {
  return calls.some(({ method }) => method === "delete");
}

/** As many at once as there are processors. */
async function sideBySide<Result>(
  count: number,
  work: (number: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) results.push(await work(next++));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
