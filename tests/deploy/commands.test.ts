import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** Stands in for `pulumi`: notes how it is called, prints the state that is there, refuses to rename a stack. */
const standIn = `#!/bin/sh
echo "$*" >> "$FOLDER/calls"
case "$1 $2" in
  "stack export") cat "$FOLDER/state.json" ;;
  "stack import") cp "$6" "$FOLDER/state.json" ;;
  "stack rename") cat "$FOLDER/refusal" >&2; exit 255 ;;
esac
`;
const bucket = { urn: "urn:bucket", type: "aws:s3/bucket:Bucket" };
const interrupted = { deployment: { pending_operations: [{ type: "creating", resource: bucket }] } };

describe("deploy, settle and unlock, with a stand-in for pulumi", function () {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "deploy-"));
    writeFileSync(join(folder, "pulumi"), standIn, { mode: 0o755 });
    holds({ deployment: {} });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function holds(state: object): void {
    writeFileSync(join(folder, "state.json"), JSON.stringify(state));
  }

  function run(script: string, ...args: readonly string[]): { status: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", "tsx/cjs", resolve("deploy", script), ...args],
      {
        encoding: "utf8",
        env: { ...process.env, FOLDER: folder, PATH: [folder, process.env["PATH"]].join(delimiter) },
      },
    );
    return { status, said: stdout + stderr };
  }

  function calls(): readonly string[] {
    const file = join(folder, "calls");
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  it("deploy runs pulumi up with the policies and what else it is told", () => {
    assert.equal(run("main.ts", "test", "--yes").status, 0);
    assert.equal(calls().at(-1), `up --stack test --policy-pack ${resolve("policies")} --yes`);
  });

  for (const word of ["--skip-preview", "--skip-preview=true", "-f", "-yf"])
    it(`deploy refuses ${word}: the preview judges rules about the whole stack`, () => {
      const { status, said } = run("main.ts", "test", word);
      assert.equal(status, 2);
      assert.match(said, /judged by the preview that is skipped/);
      assert.deepEqual(calls(), []);
    });

  it("deploy refuses a stack with a create pending, and names it", () => {
    holds(interrupted);
    const { status, said } = run("main.ts", "test", "--yes");
    assert.equal(status, 1);
    assert.match(said, /creating urn:bucket\n/);
    assert.deepEqual(calls(), ["stack export --stack test --non-interactive"]);
  });

  it("deploy --check deploys nothing", () => {
    assert.equal(run("main.ts", "test", "--check").status, 0);
    assert.deepEqual(calls(), ["stack export --stack test --non-interactive"]);
  });

  it("settle changes nothing without an answer for each create, and imports and refreshes with them", () => {
    holds(interrupted);
    const { status, said } = run("settle.ts", "test");
    assert.deepEqual([status, said], [1, "urn:bucket: say =<id> if it exists, or =none\n"]);
    assert.equal(calls().length, 1);
    assert.equal(run("settle.ts", "test", "urn:bucket=assets").status, 0);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, "state.json"), "utf8")), {
      deployment: { resources: [{ ...bucket, id: "assets" }], pending_operations: [] },
    });
    assert.equal(calls().at(-1), "refresh --stack test --yes --skip-preview --non-interactive");
  });

  it("unlock leaves a lock of another machine alone", () => {
    const lock = `file:///locks/1.json: created by root@not-${hostname()} (pid 1) at 2026-11-21T08:00:00Z`;
    writeFileSync(join(folder, "refusal"), `error: the stack is currently locked by 1 lock(s).\n  ${lock}\n`);
    const { status, said } = run("unlock.ts", "test");
    assert.equal(status, 1);
    assert.match(said, /stays locked.*process 1, since 2026-11-21T08:00:00Z/s);
    assert.ok(!calls().some((call) => call.startsWith("cancel")));
  });

  it("unlock says so of a stack that is not locked, and shows what else went wrong", () => {
    writeFileSync(join(folder, "refusal"), "error: a stack named test already exists\n");
    assert.deepEqual(run("unlock.ts", "test"), { status: 0, said: "test is not locked.\n" });
    writeFileSync(join(folder, "refusal"), "error: no stack named 'test' found\n");
    assert.deepEqual(run("unlock.ts", "test"), { status: 1, said: "error: no stack named 'test' found\n" });
  });
});
