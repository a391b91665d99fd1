import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineOnPath } from "../../rehearse/engine";
import type { CloudResource } from "../../rehearse/plugins/cloud";
import { Workspace } from "../../rehearse/workspace";

/** Real: the engine, its state and its steps. Simulated: the providers, over a folder of files. */
describe("the simulated providers live as real ones do, on the real engine", function () {
  this.timeout(120_000);
  const engine = engineOnPath();
  let workspace: Workspace | undefined;

  before(function () {
    if (engine !== undefined) return;
    console.log("    skipped: there is no `pulumi` on the PATH");
    this.skip();
  });

  beforeEach(async () => {
    assert.ok(engine);
    workspace = new Workspace({ project: join(__dirname, "fixtures", "small"), stack: "dev", engine });
    await run("stack", "init", "dev", "--no-select");
    await run("up", "--yes", "--skip-preview");
  });

  afterEach(() => workspace?.remove());

  async function run(...args: string[]): Promise<void> {
    assert.ok(workspace);
    const { status } = await workspace.run(args);
    assert.equal(status, 0, workspace.logTail(30));
  }

  async function change(key: string, value: string): Promise<string> {
    await run("config", "set", key, value);
    await run("up", "--yes", "--skip-preview");
    return workspace?.logTail(12) ?? "";
  }

  function cloud(): Record<string, CloudResource> {
    assert.ok(workspace);
    const folder = workspace.cloud;
    const resources = readdirSync(folder).map(
      (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as CloudResource,
    );
    return Object.fromEntries(resources.map((resource) => [resource.name, resource]));
  }

  it("a change is made in place and kept", async () => {
    const before = cloud()["queue"];
    assert.match(await change("timeout", "60"), /~ 1 updated/);
    const after = cloud()["queue"];
    assert.equal(after?.id, before?.id);
    assert.equal(after?.outputs["visibilityTimeoutSeconds"], 60);
  });

  it("what must be replaced gets a new generated name, and the old one goes", async () => {
    const before = cloud()["queue"];
    assert.match(await change("fifo", "true"), /\+-1 replaced/);
    const after = cloud()["queue"];
    assert.notEqual(after?.id, before?.id);
    assert.match(after?.id ?? "", /\.fifo$/);
    assert.deepEqual(Object.keys(cloud()).sort(), ["queue", "settings", "table"]);
  });

  it("what names itself is deleted before it is replaced", async () => {
    await change("hashKey", "order");
    assert.match(workspace?.logTail(40) ?? "", /table deleted original.*table created replacement/s);
    assert.equal(cloud()["table"]?.inputs["hashKey"], "order");
  });

  it("a refresh finds what was changed from outside, and what is gone", async () => {
    assert.ok(workspace);
    for (const file of readdirSync(workspace.cloud)) {
      const path = join(workspace.cloud, file);
      const resource = JSON.parse(readFileSync(path, "utf8")) as CloudResource;
      if (resource.name === "settings") rmSync(path);
      if (resource.name !== "queue") continue;
      writeFileSync(path, JSON.stringify({ ...resource, outputs: { ...resource.outputs, delaySeconds: 9 } }));
    }
    const { status } = await workspace.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    assert.notEqual(status, 0);
    assert.match(workspace.logTail(14), /~ 1 updated\s+- 1 deleted/);
  });

  it("destroy leaves nothing behind", async () => {
    assert.equal(Object.keys(cloud()).length, 3);
    await run("destroy", "--yes", "--skip-preview");
    assert.deepEqual(cloud(), {});
  });
});
