import assert from "node:assert/strict";
import { SECRET, SIGNATURE, UNKNOWN } from "../../preview/registration";
import type { PreviewedStack } from "../../preview/host";
import { OutputOf } from "../../preview/simulation/component";
import { errors, resource, runFixture, simulation, urnOf } from "./run-fixture";

const secret = (value: unknown) => ({ [SIGNATURE]: SECRET, value });
const provider = `${urnOf("own", "pulumi:providers:test")}::${UNKNOWN}`;
const byDefault = `${urnOf("default_1_2_3", "pulumi:providers:test")}::${UNKNOWN}`;

describe("the host of a program", () => {
  let stack: PreviewedStack;
  before(async () => {
    stack = await runFixture("features.js", {
      config: {
        values: {
          "fixture:token": "token-0123456789",
          "fixture:structured": JSON.stringify({ list: [1, "two"] }),
          "test:region": "eu-north-1",
        },
        secretKeys: ["fixture:token"],
      },
      stackOutputs: { "organization/other/known": { address: "10.0.0.1", password: secret("pass-phrase") } },
      simulation: {
        ...simulation,
        children: (_type, name, inputs) => ({
          children: [
            {
              key: "child",
              type: "test:index:Thing",
              name: `${name}-child`,
              custom: true,
              inputs: { size: inputs["size"] },
            },
          ],
          outputs: { size: inputs["size"], child: new OutputOf({ key: "child" }, ["computed"]) },
        }),
      },
    });
  });

  it("ends without an error", () => {
    assert.deepEqual(errors(stack), []);
    assert.equal(stack.succeeded, true);
  });

  it("tells the program where it runs", () => {
    assert.deepEqual(stack.outputs["place"], ["acme", "fixture", "test", "two"]);
    assert.equal(stack.outputs["dryRun"], true);
  });

  it("echoes inputs and leaves unknown what only a deployment computes", () => {
    assert.equal(resource(stack, "dependent").inputs["size"], 3);
    assert.equal(resource(stack, "dependent").inputs["computed"], UNKNOWN);
    assert.equal(resource(stack, "dependent").id, undefined);
    assert.equal(stack.outputs["size"], 3);
    assert.equal(stack.outputs["computed"], UNKNOWN);
  });

  it("keeps secrets secret on their way through outputs and settings", () => {
    assert.deepEqual(resource(stack, "dependent").inputs["shown"], secret("hunter2-hunter2"));
    assert.deepEqual(resource(stack, "dependent").inputs["encrypted"], secret("token-0123456789"));
    assert.deepEqual(stack.outputs["shown"], secret("hunter2-hunter2"));
  });

  it("records dependencies by property and by dependsOn", () => {
    const { propertyDependencies } = resource(stack, "dependent");
    assert.deepEqual(propertyDependencies["computed"], [urnOf("plain")]);
    assert.deepEqual(resource(stack, "ordered").dependencies, [urnOf("plain"), urnOf("dependent")]);
    assert.deepEqual(resource(stack, "ordered").propertyDependencies["size"], []);
  });

  it("names a default provider by its version and configures it from the stack's settings", () => {
    assert.equal(resource(stack, "plain").provider, byDefault);
    assert.deepEqual(resource(stack, "default_1_2_3").inputs, {
      __internal: {},
      version: "1.2.3",
      region: "eu-north-1",
    });
  });

  it("chains the types of parents in a URN and hands down their provider and protection", () => {
    const child = resource(stack, "group-thing");
    assert.equal(child.urn, urnOf("group-thing", "fixture:index:Group$test:index:Thing"));
    assert.equal(child.parent, urnOf("group", "fixture:index:Group"));
    assert.equal(child.provider, provider);
    assert.equal(child.protect, true);
    assert.deepEqual(resource(stack, "group").inputs, { size: 9 });
    assert.deepEqual(resource(stack, "group").outputs, { size: 1 });
  });

  it("records every option", () => {
    const {
      protect,
      retainOnDelete,
      deleteBeforeReplace,
      ignoreChanges,
      replaceOnChanges,
      customTimeouts,
      outputs,
    } = resource(stack, "options");
    assert.deepEqual(
      { protect, retainOnDelete, deleteBeforeReplace, ignoreChanges, replaceOnChanges, customTimeouts },
      {
        protect: false,
        retainOnDelete: true,
        deleteBeforeReplace: true,
        ignoreChanges: ["size"],
        replaceOnChanges: ["nested"],
        customTimeouts: { create: "5m" },
      },
    );
    assert.deepEqual(outputs["size"], secret(1));
  });

  it("gives a child the aliases that follow from its parent's", () => {
    assert.deepEqual(resource(stack, "renamed").aliases, [
      urnOf("formerly", "fixture:index:Group"),
      urnOf("renamed", "fixture:index:Old"),
    ]);
    assert.deepEqual(resource(stack, "renamed-thing").aliases, [
      urnOf("formerly-thing", "fixture:index:Group$test:index:Thing"),
      urnOf("renamed-thing", "fixture:index:Old$test:index:Thing"),
    ]);
  });

  it("runs transforms of the resource, then of its parents, then of the stack", () => {
    assert.deepEqual(resource(stack, "changed").inputs["tags"], ["own", "stack"]);
    assert.deepEqual(resource(stack, "inner").inputs["tags"], ["parent", "stack"]);
    assert.equal(resource(stack, "changed-protection").protect, true);
  });

  it("keeps the dependencies of a resource whose transform changes nothing", () => {
    assert.deepEqual(resource(stack, "untouched").propertyDependencies["from"], [urnOf("plain")]);
    assert.deepEqual(resource(stack, "untouched").dependencies, [urnOf("plain")]);
  });

  it("keeps those of the resource, and not of its properties, if the transform does, as the SDK's answer to it", () => {
    assert.equal(resource(stack, "changed").inputs["from"], UNKNOWN);
    assert.deepEqual(resource(stack, "changed").dependencies, [urnOf("plain")]);
    assert.deepEqual(resource(stack, "changed").propertyDependencies["from"], []);
  });

  it("runs the hooks that ask to be run in a preview, and no others", () => {
    assert.deepEqual(stack.outputs["ran"], ["hooked: 7"]);
  });

  it("answers look-ups for the region of their provider, after the program's transforms", () => {
    assert.deepEqual(stack.outputs["found"], {
      token: "test:index:lookUp",
      args: { key: "k", added: "by the transform" },
      region: "eu-west-1",
    });
  });

  it("marks what is only read", () => {
    assert.equal(resource(stack, "read").read, true);
    assert.equal(stack.outputs["readId"], "thing-0123");
  });

  it("knows of another stack what it was given, and nothing else", () => {
    assert.equal(stack.outputs["known"], "10.0.0.1");
    assert.deepEqual(stack.outputs["password"], secret("pass-phrase"));
    assert.equal(stack.outputs["unknown"], UNKNOWN);
  });

  it("registers the simulated children of a remote component, with the component's provider", () => {
    const child = resource(stack, "remote-child");
    assert.equal(child.simulated, true);
    assert.equal(child.parent, urnOf("remote", "test:index:Remote"));
    assert.equal(child.provider, provider);
    assert.deepEqual(child.inputs, { size: 3 });
    assert.deepEqual(child.dependencies, [urnOf("plain")]);
    assert.equal(stack.outputs["remoteSize"], 3);
    assert.equal(stack.outputs["remoteChild"], UNKNOWN);
  });

  it("leaves unknown what a method of a remote component would compute", () => {
    assert.equal(stack.outputs["described"], UNKNOWN);
  });

  it("says in which line a resource was created", () => {
    assert.deepEqual(resource(stack, "hooked").source, { file: "features.js", line: 72 });
    assert.deepEqual(resource(stack, "group-thing").source, { file: "features.js", line: 17 });
  });

  it("says it of a program in TypeScript, too", async () => {
    const typed = await runFixture("source-lines.ts", {
      project: {
        directory: `${__dirname}/fixtures`,
        name: "fixture",
        main: "source-lines.ts",
        nodeArgs: ["--require", "tsx/cjs"],
        typescript: false,
      },
    });
    assert.deepEqual(errors(typed), []);
    const lines = ["at-the-top", "in-a-function"].map((name) => resource(typed, name).source?.line);
    assert.deepEqual(lines, [13, 18]);
  });
});
