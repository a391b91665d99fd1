/**
 * Single faults of a provider, told apart by their numbers: what an operator sees of each, and how the stack recovers.
 * Real are the engine and its state; the provider and the cloud behind it are simulated.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { engineOnPath, type Engine } from "../../../rehearse/engine";
import type { Fault } from "../../../rehearse/plugins/faults";
import { destroy, isNamed, Life, refresh, stoppingUp, up } from "./Life";
import { Platform } from "./platform";

const topic = { type: "aws:sns/topic:Topic", name: "messages-order" };
const topicPolicy = { type: "aws:sns/topicPolicy:TopicPolicy", name: "messages-order" };
const queue = { type: "aws:sqs/queue:Queue", name: "messages-order" };
const repository = { type: "aws:ecr/repository:Repository", name: "registry-order" };
const lifecycle = { type: "aws:ecr/lifecyclePolicy:LifecyclePolicy", name: "registry-order" };
const resources = 38;

describe("a fault of the provider", function () {
  this.timeout(120_000);
  let engine: Engine;

  before(function () {
    const found = engineOnPath();
    if (found === undefined) {
      console.log("skipped: there is no `pulumi` on the PATH");
      return this.skip();
    }
    engine = found;
  });

  async function story(tell: (life: Life, platform: Platform) => Promise<void>): Promise<void> {
    assert.deepEqual(await Life.of(engine, (life) => tell(life, life.platform)), []);
  }

  const has = (platform: Platform, { type, name }: { type: string; name: string }): boolean =>
    platform.resources().some((each) => each.type === type && each.name === name);

  it("fault 09: a create fails: the resource and the provider's words are shown, dependents are skipped, exit 1", () =>
    story(async (life, platform) => {
      const { status, output } = await platform.run(stoppingUp, [
        { method: "create", ...repository, kind: "fail" },
      ]);
      assert.equal(status, 1);
      assert.match(output, /aws:ecr:Repository \(registry-order\):\s+error: simulated fault: AccessDenied/);
      assert.ok(!has(platform, lifecycle));
      await life.repair(up);
    }));

  it("fault 09: told to continue on errors, the engine makes all the rest", () =>
    story(async (life, platform) => {
      await life.suffer(up, [{ method: "create", ...repository, kind: "fail" }]);
      assert.ok(!has(platform, lifecycle));
      assert.equal(platform.resources().length, resources - 2);
      await life.repair(up);
    }));

  it("fault 10: throttled, the provider tries again until the cloud gives way: no error, only more tries", () =>
    story(async (_, platform) => {
      const fault: Fault = { method: "create", ...queue, kind: "throttle", times: 7 };
      const { status, output, met } = await platform.run(stoppingUp, [fault]);
      assert.equal(status, 0, output);
      assert.equal(met.length, 8);
      assert.doesNotMatch(output, /error|warning/);
      assert.equal(platform.resources().length, resources);
    }));

  it("fault 10: throttled to the end, it fails as any create", () =>
    story(async (life) => {
      const output = await life.suffer(up, [{ method: "create", ...queue, kind: "throttle" }]);
      assert.match(output, /aws:sqs:Queue messages-order .*ThrottlingException: Rate exceeded/);
      await life.repair(up);
    }));

  it("fault 11: a create hangs: the rehearsal's time-out ends it and names it, exit 1", () => {
    const folder = mkdtempSync(join(tmpdir(), "faults-"));
    const faults = join(folder, "faults.json");
    try {
      writeFileSync(faults, JSON.stringify([{ method: "create", ...topic, kind: "hang" } satisfies Fault]));
      const rehearsal = ["--require", "tsx/cjs", resolve("rehearse/main.ts"), "life", "--timeout", "20"];
      const { status, stderr } = spawnSync(process.execPath, rehearsal, {
        cwd: Platform.project,
        env: { ...process.env, REHEARSAL_FAULTS: faults },
        encoding: "utf8",
      });
      assert.match(stderr, /time-out: up took more than 20 s and was interrupted. In flight were:/);
      assert.match(stderr, /^ {2}creating urn:\S+Messaging\$aws:sns\/topic:Topic::messages-order$/m);
      assert.equal(status, 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("fault 12: a create answers without an id: an error, nothing is built upon it, the next run finds it by import", () =>
    story(async (life, platform) => {
      const output = await life.suffer(up, [{ method: "create", ...repository, kind: "noId" }]);
      assert.match(output, /plugin returned empty resource.ID from create/);
      assert.ok(!has(platform, repository) && !has(platform, lifecycle));
      await life.repair(up);
    }));

  it("fault 12: a create answers without outputs: the engine takes it; a refresh and an update complete it", () =>
    story(async (life, platform) => {
      const { status } = await platform.run(up, [{ method: "create", ...queue, kind: "noOutputs" }]);
      assert.equal(status, 0);
      const policy = (): unknown =>
        platform
          .existing()
          .find(({ type, name }) => type === "aws:sqs/queuePolicy:QueuePolicy" && name === queue.name)
          ?.inputs["policy"];
      const incomplete = policy();
      await platform.run(refresh);
      await life.repair(up);
      assert.match(String(policy()), /"Resource":"arn:aws:sqs:/);
      assert.notEqual(incomplete, policy());
    }));

  it("fault 12: a read answers without an id or outputs: a refresh takes that for gone; import brings it back", () =>
    story(async (life, platform) => {
      await life.repair(up);
      const { status } = await platform.run(refresh, [
        { method: "read", ...queue, kind: "noId" },
        { method: "read", ...topic, kind: "noOutputs" },
      ]);
      assert.equal(status, 0);
      assert.deepEqual(
        platform
          .lost()
          .map(({ type }) => type)
          .sort(),
        [topic.type, queue.type],
      );
      assert.equal(await platform.importUnknown(), 2);
      await life.repair([...up, "--expect-no-changes"]);
    }));

  it("a create's answer is lost: a fixed name is taken, a generated one is made twice, a setting is set again", () =>
    story(async (life, platform) => {
      const lost = [repository, queue, topicPolicy];
      await life.suffer(
        up,
        lost.map((each) => ({ method: "create", ...each, kind: "lose" })),
      );
      const { output } = await platform.run(up);
      assert.match(output, /aws:ecr:Repository registry-order .*error: .*already exists/);
      assert.ok(!isNamed(output, queue) && !isNamed(output, topicPolicy));
      assert.deepEqual(
        platform.existing().filter(({ type, name }) => type === queue.type && name === queue.name).length,
        2,
      );
      await life.repair(up);
    }));

  for (const method of ["create", "update", "read", "delete"] as const)
    it(`the provider's process ends in a ${method}: nothing is lost, the next run repairs it`, () =>
      story(async (life, platform) => {
        if (method !== "create") await life.repair(up);
        if (method === "update") platform.configure({ generation: "2" });
        const command = method === "read" ? refresh : method === "delete" ? destroy : up;
        const output = await life.suffer(command, [{ method, ...topic, kind: "die" }]);
        assert.match(output, /pulumi-resource-aws exited prematurely/);
        await life.repair(method === "delete" ? destroy : up);
      }));

  it("fault 16: a plug-in is missing and cannot be downloaded: fails and says how to get it", () =>
    story(async (_, platform) => {
      const settings = join(platform.workspace.directory, "project", "Pulumi.yaml");
      const unnamed = readFileSync(settings, "utf8").replace(/^plugins:[^]*/m, "");
      writeFileSync(settings, unnamed);
      const nowhere = {
        PULUMI_HOME: join(platform.workspace.directory, "home"),
        HTTPS_PROXY: "http://127.0.0.1:9",
        NO_PROXY: "127.0.0.1,localhost",
      };
      const { status, output, timedOut } = await withEnvironment(nowhere, () => platform.run(stoppingUp));
      assert.deepEqual({ status, timedOut }, { status: 1, timedOut: false });
      assert.match(output, /install the plugin using `pulumi plugin install resource aws v[\d.]+`/);
    }));

  it("fault 16: the folder that a project names for a plug-in is not there: it is named, and nothing begins", () =>
    story(async (_, platform) => {
      const settings = join(platform.workspace.directory, "project", "Pulumi.yaml");
      writeFileSync(settings, readFileSync(settings, "utf8").replace(/plugins\/aws$/m, "plugins/nowhere"));
      const { status, output, calls } = await platform.run(stoppingUp);
      assert.equal(status, 1);
      assert.match(output, /plugin options for 'aws': no folder at path '.*plugins\/nowhere'/);
      assert.deepEqual(calls, []);
    }));
});

/** Whatever `work` starts at once gets these variables, too. */
function withEnvironment<Result>(variables: NodeJS.ProcessEnv, work: () => Result): Result {
  const before = process.env;
  process.env = { ...before, ...variables };
  const result = work();
  process.env = before;
  return result;
}
