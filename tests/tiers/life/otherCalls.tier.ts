import assert from "node:assert/strict";
import { engineOnPath } from "../../../rehearse/engine";
import type { FaultKind, ProviderCall } from "../../../rehearse/plugins/faults";
import { destroy, Life, refresh, up } from "./Life";

const queue = { type: "aws:sqs/queue:Queue", name: "messages-order" };
const provider = { type: "pulumi:providers:aws", name: "stage" };
const lookUp = { type: "aws:index/getCallerIdentity:getCallerIdentity", name: "" };
const vpc = { type: "awsx:ec2:Vpc", name: "network" };

/** No look-up hangs here, nor what an `up` configures: the engine gives those up at Ctrl-C without a name. */
const cases: readonly (readonly [command: readonly string[], call: ProviderCall, ...kinds: FaultKind[]])[] = [
  [up, { method: "checkConfig", ...provider }, "fail"],
  [up, { method: "diffConfig", ...provider }, "fail"],
  [up, { method: "configure", ...provider }, "fail", "die"],
  [refresh, { method: "configure", ...provider }, "throttle", "die"],
  [destroy, { method: "configure", ...provider }, "fail", "hang", "die"],
  [up, { method: "check", ...queue }, "fail", "hang", "die"],
  [up, { method: "diff", ...queue }, "fail"],
  [refresh, { method: "diff", ...queue }, "fail", "hang", "die"],
  [up, { method: "invoke", ...lookUp }, "throttle", "die"],
  [up, { method: "construct", ...vpc }, "fail", "die"],
];

describe("each other call of a provider, on a stack that is up", function () {
  this.timeout(120_000);
  const engine = engineOnPath();
  let life: Life | undefined;

  before(async function () {
    if (engine === undefined) {
      console.log("skipped: there is no `pulumi` on the PATH");
      return this.skip();
    }
    life = await Life.begin(engine);
    life.platform.configure({ generation: "1", network: "true" });
    await life.repair(up);
  });

  after(() => life?.platform.remove());

  for (const [command, call, ...kinds] of cases)
    it(`${call.method} of ${command[0] ?? ""} (${kinds.join(", ")}): nothing is lost, an error names it`, async () => {
      assert.ok(life);
      for (const kind of kinds) await life.suffer(command, [{ ...call, kind }]);
      assert.deepEqual(life.problems.splice(0), []);
    });

  it("and the next run goes through", async () => {
    assert.ok(life);
    await life.repair([...up, "--expect-no-changes"]);
    assert.deepEqual(life.problems, []);
  });
});
