import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { pushCommands } from "../../../components/registry/pushCommands";

const digest = `sha256:${"0".repeat(64)}`;
const commands = pushCommands({
  service: "order",
  repositoryUrl: "123456789012.dkr.ecr.us-east-1.amazonaws.com/commerce/order",
  region: "us-east-1",
  stack: "test",
});

describe("the commands that push an image", () => {
  it("run in a shell as they stand, and give the pushed digest to the stack", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "push-"));
    for (const tool of ["aws", "docker", "npm", "pulumi"]) {
      const script = path.join(folder, tool);
      writeFileSync(
        script,
        `#!/bin/sh\necho "${tool} $*" >> "${folder}/calls"\ncase "$*" in *imagetools*) echo ${digest};; esac\n`,
      );
      chmodSync(script, 0o755);
    }
    const PATH = `${folder}:${process.env["PATH"] ?? ""}`;
    const env = { ...process.env, PATH, VERSION: "1.4.2", SOURCE: "../order service" };
    execFileSync("sh", ["-euc", commands.join("\n")], { env });
    const calls = execFileSync("cat", [`${folder}/calls`], { encoding: "utf8" })
      .trimEnd()
      .split("\n")
      .sort();
    const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/commerce/order:1.4.2";
    assert.deepEqual(calls, [
      "aws ecr get-login-password --region us-east-1",
      `docker buildx build --platform linux/amd64,linux/arm64 --tag ${image} --push ../order service`,
      `docker buildx imagetools inspect ${image} --format {{.Manifest.Digest}}`,
      "docker login --username AWS --password-stdin 123456789012.dkr.ecr.us-east-1.amazonaws.com",
      "npm run deploy -- test",
      `pulumi config set --stack test --path commerce:images.order ${digest}`,
    ]);
  });
});
