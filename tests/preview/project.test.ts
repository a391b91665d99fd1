import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENCRYPTED, readProject, readStackConfig, stacksOf } from "../../preview/project";

function folderWith(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "project-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  return directory;
}

const project = `
name: shop
runtime:
  name: nodejs
  options: { typescript: false, nodeargs: "--require tsx/cjs --title 'two words'" }
config:
  region: eu-west-1
  size: { type: integer, default: 3 }
  tags: { value: { team: shop } }
  declared: { type: string }
`;

describe("a project", () => {
  it("is read with the arguments of its runtime", () => {
    const { name, main, nodeArgs, typescript } = readProject(folderWith({ "Pulumi.yaml": project }));
    assert.deepEqual([name, main, typescript], ["shop", ".", false]);
    assert.deepEqual(nodeArgs, ["--require", "tsx/cjs", "--title", "two words"]);
  });

  it("of another language is refused", () => {
    const directory = folderWith({ "Pulumi.yaml": "name: shop\nruntime:\n  name: go\n" });
    assert.throws(() => readProject(directory), /Pulumi\.yaml: .*nodejs/s);
  });

  it("that is none is refused with the path", () => {
    assert.throws(() => readProject("/nowhere"), /\/nowhere\/Pulumi\.yaml: ENOENT/);
  });
});

describe("a stack's settings", () => {
  const directory = folderWith({
    "Pulumi.yaml": project,
    "Pulumi.test.yaml": `
encryptionsalt: v1:abc
config:
  aws:region: us-east-1
  shop:size: 5
  shop:flag: true
  nested: { list: [1, two], deep: { secure: "v1:cipher" } }
  shop:password:
    secure: "v1:cipher"
`,
    "Pulumi.empty.yaml": "",
    "Pulumi.yaml.bak": "",
  });
  const read = (stack: string) => readStackConfig(readProject(directory), stack);

  it("reach the program as text, structured ones as JSON, over the project's defaults", () => {
    assert.deepEqual(read("test").values, {
      "shop:region": "eu-west-1",
      "shop:size": "5",
      "shop:tags": '{"team":"shop"}',
      "aws:region": "us-east-1",
      "shop:flag": "true",
      "shop:nested": `{"list":[1,"two"],"deep":"${ENCRYPTED}"}`,
      "shop:password": ENCRYPTED,
    });
  });

  it("that are encrypted are secret, also inside of others", () => {
    assert.deepEqual(read("test").secretKeys, ["shop:nested", "shop:password"]);
  });

  it("may be absent from their file", () => {
    assert.equal(read("empty").values["shop:size"], "3");
  });

  it("are found for every stack that has a file", () => {
    assert.deepEqual(stacksOf(readProject(directory)), ["empty", "test"]);
  });

  it("of a stack without a file are refused, and the stacks that have one are named", () => {
    assert.throws(() => read("prod"), /there is no Pulumi\.prod\.yaml; stacks with settings: empty, test/);
  });
});
