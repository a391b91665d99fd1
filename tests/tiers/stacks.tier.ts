/**
 * The whole life of each shipped stack on the real engine, with its policies. Simulated are the providers and the cloud
 * behind them; awsx and eks are the real plugins where they are installed. Proves: no update that is cut short, refused,
 * killed or drifted from loses a resource or makes one that nobody knows of, and each says what to do. Does not prove: how
 * AWS behaves. Each test goes on from where the one before it ended.
 */
import assert from "node:assert/strict";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { compilePolicyPack } from "../../preview/policy-pack";
import { readProject, readStackConfig, stacksOf } from "../../preview/project";
import { engineOnPath } from "../../rehearse/engine";
import { nameOf, typeOf } from "./Rehearsed";
import { killAll, RehearsedStack } from "./stacks/RehearsedStack";

const policies = resolve("policies");
const guarded = ["--policy-pack", policies];
const previewed = ["up", "--yes", ...guarded];
const up = ["up", "--yes", "--skip-preview", ...guarded];

const project = readProject(".");

for (const name of stacksOf(project))
  describe(`the life of ${name}`, function () {
    this.timeout(900_000);
    this.bail(true);
    const engine = engineOnPath();
    const isProtected = /"protect":true/.test(readStackConfig(project, name).values["commerce:stage"] ?? "");
    let stack: RehearsedStack;
    /** What exists and is no longer in the state when all is destroyed. */
    let retained: readonly string[] = [];

    before(async function () {
      if (engine === undefined) {
        console.log("skipped: there is no `pulumi` on the PATH");
        return this.skip();
      }
      await compilePolicyPack(process.cwd(), policies);
      stack = new RehearsedStack(name, engine);
      console.log(`  plug-ins of components: ${stack.componentPlugins}`);
      await stack.succeeds(["stack", "init", name, "--no-select"]);
    });

    after(() => stack.remove());

    it("is previewed, and nothing is touched", async () => {
      await stack.succeeds(["preview", ...guarded]);
      assert.equal(stack.cloud().size, 0);
    });

    it("fault 37: refuses a second update while one runs", async () => {
      const { status } = await stack.run(up, async (first) => {
        await stack.grownTo(40, first);
        assert.match(await stack.fails(up), /currently locked by 1 lock.*created by \S+@\S+ \(pid \d+\)/s);
        await stack.grownTo(90, first);
        first.kill("SIGINT");
      });
      assert.notEqual(status, 0);
    });

    it("keeps all that an update made that is cut short by Ctrl-C", () => {
      stack.isWhole();
      assert.ok(stack.cloud().size >= 90, String(stack.cloud().size));
    });

    it("fault 38: leaves a lock when it is killed, which only its owner's command breaks", async () => {
      const namespace = { type: "kubernetes:core/v1:Namespace", method: "create" } as const;
      const injected = stack.inject([
        { ...namespace, name: "payment-namespace", kind: "hang" },
        { ...namespace, name: "catalog-namespace", kind: "mute" },
      ]);
      await stack.run(up, async (child) => {
        await injected.met(2, child);
        await stack.atRest();
        killAll(child.pid ?? 0);
      });
      injected.stop();
      const [lock = "", ...others] = stack.locks();
      assert.deepEqual(others, []);
      const own = readFileSync(lock, "utf8");
      writeFileSync(lock, own.replace(/"hostname":"[^"]*"/, '"hostname":"elsewhere"'));
      const refused = await stack.command("unlock");
      assert.equal(refused.status, 1, refused.output + readFileSync(lock, "utf8"));
      assert.match(refused.output, /stays locked.*@elsewhere, process \d+, since 20/s);
      assert.deepEqual(stack.locks(), [lock]);
      writeFileSync(lock, own);
      assert.deepEqual(await stack.command("unlock"), {
        status: 0,
        output: `${name} was locked by an update of yours that does not run any more. It is unlocked.\n`,
      });
      assert.deepEqual(await stack.command("unlock"), { status: 0, output: `${name} is not locked.\n` });
    });

    it("fault 40: is not deployed while a create is pending, until each is settled", async () => {
      const urns = new Map(
        stack.pending().map(({ type, urn }) => {
          assert.equal(type, "creating");
          return [urn.split("::").at(-1), urn];
        }),
      );
      const [payment = "", catalog = ""] = [urns.get("payment-namespace"), urns.get("catalog-namespace")];
      assert.deepEqual(stack.amiss(), ["not in the state: kubernetes:core/v1:Namespace catalog"]);
      const refused = await stack.command("deploy", ["--yes"]);
      assert.equal(refused.status, 1);
      for (const urn of [payment, catalog])
        assert.ok(refused.output.includes(`creating ${urn}\n`), refused.output);
      const half = await stack.command("settle", [`${catalog}=catalog`]);
      assert.deepEqual([half.status, half.output], [1, `${payment}: say =<id> if it exists, or =none\n`]);
      const settled = await stack.command("settle", [`${catalog}=catalog`, `${payment}=none`]);
      assert.equal(settled.status, 0, settled.output);
      stack.isWhole();
    });

    it("is resumed, and then up again without a change", async () => {
      const { status, output } = await stack.command("deploy", ["--yes", "--non-interactive"]);
      assert.equal(status, 0, output.slice(-3000));
      stack.isWhole();
      await stack.succeeds([...up, "--expect-no-changes"]);
      stack.isWhole();
    });

    it("takes other settings by updates alone", async () => {
      const before = stack.identities();
      stack.changeSettings((settings) => {
        Object.assign(settings["commerce:observability"] ?? {}, {
          logRetentionDays: 731,
          metricsRetentionDays: 20,
        });
      });
      assert.match(await stack.succeeds(up), /~ \d+ updated/);
      stack.isWhole();
      assert.deepEqual(stack.identities(), before);
    });

    it("shows what somebody changed outside, and repairs it", async () => {
      const before = stack.cloud();
      const queue = stack.inCloud("aws:sqs/queue:Queue", "messages-order");
      const outputs = { ...queue.resource.outputs, visibilityTimeoutSeconds: 7 };
      writeFileSync(queue.file, JSON.stringify({ ...queue.resource, outputs }));
      rmSync(stack.inCloud("aws:cloudwatch/metricAlarm:MetricAlarm", "warning-order-queue-age").file);
      rmSync(stack.inCloud("kubernetes:apps/v1:Deployment", "order-deployment").file);
      const drift = await stack.isRefused(["refresh", "--preview-only", "--expect-no-changes"]);
      for (const each of ["messages-order", "warning-order-queue-age", "order-deployment"])
        assert.match(drift, new RegExp(` ${each} `));
      await stack.succeeds([...up, "--refresh"]);
      stack.isWhole();
      assert.deepEqual(stack.cloud(), before);
    });

    it("is not changed by a program that a mandatory policy refuses", async () => {
      const file = "components/storage/PrivateBucket.ts";
      stack.project.edit(file, (text) => text.replace("blockPublicPolicy: true", "blockPublicPolicy: false"));
      // Rules about the whole stack speak at the end of a preview, and of an update only when all of it is done.
      assert.match(await stack.isRefused(previewed), /\[mandatory\].*s3-/);
      stack.project.edit(file, (text) => text.replace("blockPublicPolicy: false", "blockPublicPolicy: true"));
    });

    it("fault 25: a component that is renamed keeps its resources by an alias, and not without", async () => {
      const renamed = (options: string) => (text: string) =>
        text.replace(
          /(new Registry\(\s*)"[a-z]+"(.*?)\n    [^\n]*onAws[^\n]*,\n/s,
          `$1"images"$2\n    ${options},\n`,
        );
      const before = stack.identities();
      stack.project.edit("index.ts", renamed("onAws"));
      if (isProtected) assert.match(await stack.isRefused(previewed), /registry-order.*cannot be deleted/s);
      else
        assert.match(
          await stack.fails(["preview", "--expect-no-changes"]),
          /- +aws:ecr:Repository registry-order delete/,
        );
      stack.project.edit("index.ts", renamed('{ ...onAws, aliases: [{ name: "registry" }] }'));
      await stack.succeeds(up);
      stack.isWhole();
      assert.deepEqual([...stack.identities().values()].sort(), [...before.values()].sort());
      assert.ok([...stack.identities().keys()].some((urn) => urn.endsWith("::images-order")));
    });

    it("fault 39: an update that can no longer write its state ends, and what it knew is kept", async () => {
      const before = stack.identities();
      const grown = stack.cloud().size + 20;
      stack.project.addService("gift-card", { listensTo: ["order"], calls: ["catalog"], secrets: ["key"] });
      const { status, output } = await stack.run(up, async (child) => {
        await stack.grownTo(grown, child);
        stack.refuseWrites();
      });
      stack.allowWrites();
      assert.notEqual(status, 0);
      assert.match(output, /error: .*failed to save snapshot/);
      for (const [urn, id] of before) assert.equal(stack.identities().get(urn), id);
      // What was made and could not be written down is pending, from when it was begun.
      const ids = stack.pending().map(({ type, urn }) => {
        assert.equal(type, "creating");
        const made = stack.existing().find(({ name: each }) => urn.endsWith(`::${each}`));
        return `${urn}=${made?.id ?? "none"}`;
      });
      assert.equal((await stack.command("settle", ids)).status, 0);
      stack.isWhole();
      await stack.succeeds(up);
      stack.isWhole();
    });

    it("fault 39: a state that was damaged is refused, and restored from its backup", async () => {
      const sound = readFileSync(stack.stateFile, "utf8");
      writeFileSync(stack.stateFile, sound.slice(0, sound.length / 2));
      const before = stack.cloud();
      const refused = await stack.command("deploy", ["--yes"]);
      assert.equal(refused.status, 1);
      assert.match(refused.output, /failed to load checkpoint/);
      assert.deepEqual(stack.cloud(), before);
      renameSync(`${stack.stateFile}.bak`, stack.stateFile);
      await stack.succeeds([...up, "--expect-no-changes"]);
      stack.isWhole();
    });

    it("lets a service go, unless that has something protected", async () => {
      const before = [...stack.identities().keys()];
      const withService = stack.project.removeService("gift-card");
      if (isProtected) {
        assert.match(await stack.isRefused(previewed), /gift-card-secret.*cannot be deleted/s);
        withService();
        return;
      }
      await stack.succeeds(up);
      stack.isWhole();
      const after = new Set(stack.identities().keys());
      const gone = before.filter((urn) => !after.has(urn));
      assert.ok(gone.length > 0 && gone.every((urn) => urn.includes("gift-card")), gone.join("\n"));
    });

    it("fault 31: forgets nothing while its cluster cannot be reached", async () => {
      const injected = stack.inject(
        [...stack.identities().keys()]
          .map((urn) => ({ type: typeOf(urn), name: nameOf(urn), method: "read", kind: "fail" }) as const)
          .filter(({ type }) => type.startsWith("kubernetes:")),
      );
      const output = await stack.isRefused(["refresh", "--yes", "--skip-preview"]);
      injected.stop();
      assert.match(output, /kubernetes:.*error: .*simulated fault/);
      stack.isWhole();
    });

    it("fault 30: comes back after its cluster was deleted, the way that docs/recovery.md tells", async () => {
      const before = new Set(stack.identities().keys());
      for (const [file, { type }] of stack.cloud())
        if (type === "aws:eks/cluster:Cluster" || type.startsWith("kubernetes:")) rmSync(file);
      assert.match(
        await stack.fails(["refresh", "--yes", "--skip-preview"]),
        /cluster is unreachable.*PULUMI_K8S_DELETE_UNREACHABLE/s,
      );
      assert.ok([...stack.identities().keys()].some((urn) => urn.includes("$kubernetes:")));
      process.env["PULUMI_K8S_DELETE_UNREACHABLE"] = "true";
      try {
        await stack.succeeds(["refresh", "--yes", "--skip-preview"]);
      } finally {
        delete process.env["PULUMI_K8S_DELETE_UNREACHABLE"];
      }
      stack.isWhole();
      await stack.succeeds(up);
      stack.isWhole();
      assert.deepEqual(new Set(stack.identities().keys()), before);
    });

    if (isProtected)
      it("is not destroyed, because it is protected", async () => {
        assert.match(await stack.isRefused(["destroy", "--yes"]), /cannot be deleted/);
      });

    it("fault 29: a namespace that never goes is named when its time is over, and stays in the state", async () => {
      stack.project.edit("components/pods/IsolatedNamespace.ts", (text) =>
        text.replace('delete: "10m"', 'delete: "5s"'),
      );
      await stack.succeeds(up);
      await stack.succeeds(["state", "unprotect", "--all", "--yes"]);
      retained = stack.retained();
      const injected = stack.inject([
        { type: "kubernetes:core/v1:Namespace", name: "order-namespace", method: "delete", kind: "hang" },
      ]);
      const output = await stack.fails(["destroy", "--yes", "--skip-preview", "--continue-on-error"]);
      injected.stop();
      assert.match(output, /order-namespace.*timed out after 5 s/);
      assert.ok([...stack.identities().keys()].some((urn) => urn.endsWith("::order-namespace")));
      assert.deepEqual(
        stack.amiss().filter((each) => !retained.includes(each)),
        [],
      );
    });

    it("is destroyed, and nothing stays but what it retains", async () => {
      await stack.succeeds(["destroy", "--yes", "--skip-preview"]);
      assert.equal(stack.identities().size, 0);
      assert.deepEqual(stack.amiss(), retained);
      assert.equal(retained.length > 0, isProtected);
    });
  });
