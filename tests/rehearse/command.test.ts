import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const project = join(__dirname, "../..");

describe("npm run rehearse", () => {
  let path: string;

  // A machine with Node.js and nothing else.
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "path-"));
    symlinkSync(process.execPath, join(path, "node"));
  });
  afterEach(() => rmSync(path, { recursive: true }));

  function rehearse(...args: string[]): { status: number | null; stderr: string } {
    const command = ["--require", "tsx/cjs", "rehearse/main.ts", ...args];
    return spawnSync(process.execPath, command, { cwd: project, env: { PATH: path }, encoding: "utf8" });
  }

  it("without an engine says so, points to the preview and exits with 3", () => {
    const { status, stderr } = rehearse("test");
    assert.equal(status, 3);
    assert.match(stderr, /no Pulumi engine here/);
    assert.match(stderr, /`npm run preview -- test` shows the stack without an engine/);
  });

  it("an engine that answers and a stack that is not: says which file is missing", () => {
    writeFileSync(join(path, "pulumi"), "#!/bin/sh\n", { mode: 0o755 });
    const { status, stderr } = rehearse("nowhere");
    assert.equal(status, 1);
    assert.match(stderr, /there is no stack "nowhere": .*Pulumi\.nowhere\.yaml does not exist/);
  });

  it("with a time-out that is no number of seconds says what would do and exits with 2", () => {
    const { status, stderr } = rehearse("test", "--timeout", "soon");
    assert.equal(status, 2);
    assert.match(stderr, /--timeout soon: seconds above 0 are wanted, such as --timeout 600/);
  });

  it("without a stack shows how it is called and exits with 2", () => {
    const { status, stderr } = rehearse();
    assert.equal(status, 2);
    assert.match(stderr, /Usage: npm run rehearse -- <stack>/);
  });
});
