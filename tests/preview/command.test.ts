import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPlan } from "../../preview/read-plan";
import { FIXTURES } from "./run-fixture";

const root = join(__dirname, "..", "..");
const directory = mkdtempSync(join(tmpdir(), "preview-"));

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run preview` as npm would, in a project of two stacks. */
function preview(...args: readonly string[]): Promise<Ended> {
  const node = ["--require", "tsx/cjs", join(root, "preview", "main.ts"), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, node, { cwd: directory }, (error, stdout, stderr) => {
      resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

describe("npm run preview", () => {
  before(() => {
    symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
    copyFileSync(join(FIXTURES, "shop.js"), join(directory, "shop.js"));
    writeFileSync(
      join(directory, "Pulumi.yaml"),
      "name: shop\nmain: shop.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
    );
    writeFileSync(join(directory, "Pulumi.one.yaml"), "config: { shop:name: first }\n");
    writeFileSync(join(directory, "Pulumi.two.yaml"), "config: { shop:name: second }\n");
  });

  it("shows the tree and the totals of every stack, and says what it shows", async () => {
    const { status, stdout } = await preview();
    assert.equal(status, 0);
    assert.match(stdout, /Previewing one \(shop\)[^]*Previewing two \(shop\)/);
    assert.match(
      stdout,
      / \+ {3}pulumi:pulumi:Stack +shop-one +create\n \+ {3}└─ shop:index:Shop +first +create\n/,
    );
    assert.match(stdout, / \+ {3} {3}├─ random:index:RandomPet +first-pet +create {2}protected\n/);
    assert.match(stdout, /Outputs:\n {4}password: \[secret\]\n {4}pet +: \[unknown\]\n/);
    assert.match(stdout, /\+ 4 to create/);
    assert.match(stdout, /not the live state, and it says nothing about drift/);
    assert.match(stdout, /Policies: not run/);
  });

  it("writes the plan, and nothing else, with --json", async () => {
    const { status, stdout } = await preview("one", "--json");
    assert.equal(status, 0);
    assert.equal((JSON.parse(stdout) as { stack: string }).stack, "one");
    assert.ok(!stdout.includes("correct-horse"));
  });

  it("writes a file a stack with --json and a name, and compares with it by --diff", async () => {
    const file = join(directory, "plans", "{stack}.json");
    assert.equal((await preview("--json", file)).status, 0);
    const plan = readPlan(file.replace("{stack}", "one"));
    assert.equal(plan.resources.length, 5);
    writeFileSync(join(directory, "Pulumi.one.yaml"), "config: { shop:name: first, shop:length: 5 }\n");
    const { status, stdout } = await preview("--diff", file.replace("{stack}", "one"));
    assert.equal(status, 0);
    assert.match(stdout, /Changes of one against one\.json/);
    assert.match(
      stdout,
      /~ update {2}random:index:RandomPet first-pet \(shop\.js:\d+\)\n +~ length: 2 => 5\n/,
    );
    assert.match(stdout, /~ 2 to update\n {4}2 unchanged/);
  });

  it("fails with the message and the line if a program does", async () => {
    writeFileSync(join(directory, "Pulumi.two.yaml"), "config: {}\n");
    const { status, stdout } = await preview();
    assert.equal(status, 1);
    assert.match(stdout, /Previewing one/);
    assert.match(stdout, /error: Missing required configuration variable 'shop:name'[^]*\(shop\.js:\d+\)/);
    assert.match(stdout, /two cannot be previewed/);
  });

  const wrong: Record<string, [string[], RegExp]> = {
    "a stack that is not there": [["three"], /no such stack: three; stacks with settings: one, two/],
    "an option that is none": [["--fast"], /Unknown option '--fast'/],
    "one JSON for two stacks": [["--json"], /--json writes one plan/],
    "a time-out of nothing": [["--timeout", "0"], /--timeout 0: must be a number of seconds above 0/],
    "another answer to undecided rules": [
      ["--undecided", "pass"],
      /--undecided pass: the only choice is fail/,
    ],
  };
  for (const [name, [args, message]] of Object.entries(wrong)) {
    it(`refuses ${name} with status 2 and the usage`, async () => {
      const { status, stderr } = await preview(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.match(stderr, /npm run preview -- \[stack/);
    });
  }

  it("refuses a plan that cannot be read with status 1", async () => {
    writeFileSync(join(directory, "broken.json"), readFileSync(join(directory, "Pulumi.yaml")));
    const { status, stderr } = await preview("--diff", "broken.json");
    assert.equal(status, 1);
    assert.match(stderr, /error: broken\.json cannot be read as a plan/);
  });
});
