import assert from "node:assert/strict";
import { ENCRYPTED } from "../../preview/project";
import { errors, resource, runFixture, simulation, urnOf } from "./run-fixture";

describe("a program that fails", () => {
  it("for want of a setting names the key and the line, and ends by itself", async () => {
    const stack = await runFixture("missing-setting.js");
    assert.equal(stack.succeeded, false);
    assert.equal(errors(stack).length, 1);
    assert.match(errors(stack)[0] ?? "", /Missing required configuration variable 'fixture:missing'/);
    assert.match(errors(stack)[0] ?? "", /@ missing-setting\.js:3$/);
  });

  it("by an exception in a callback shows the message and the line it was thrown at", async () => {
    assert.deepEqual(errors(await runFixture("throws.js")), ["it exploded: for a test @ throws.js:4"]);
  });

  it("on account of a resource names the resource", async () => {
    const stack = await runFixture("throws-for-resource.js");
    assert.deepEqual(errors(stack), ["the group is too small @ throws-for-resource.js:3"]);
    assert.equal(stack.diagnostics.at(-1)?.urn, urnOf("group", "fixture:index:Group"));
  });

  it("by requiring what is not there names the file that does", async () => {
    const [error, ...others] = errors(await runFixture("no-program.js"));
    assert.match(error ?? "", /Cannot find module '\.\/there-is-no-such-file'/);
    assert.match(error ?? "", /@ no-program\.js:1$/);
    assert.deepEqual(others, []);
  });
});

describe("what the engine would refuse", () => {
  it("is reported in one run, each with its resource and line", async () => {
    const stack = await runFixture("refused.js", {
      config: { values: { "pulumi:disable-default-providers": '["denied"]' }, secretKeys: [] },
      simulation: {
        ...simulation,
        check: (_type, inputs) => {
          if (inputs["size"] === "too big") throw new Error("size: too big");
          return inputs;
        },
      },
    });
    const rebuild = "Build the text with pulumi.interpolate or inside apply().";
    assert.equal(stack.succeeded, false);
    assert.deepEqual(
      new Set(errors(stack)),
      new Set([
        `Duplicate resource URN '${urnOf("twice")}'; first registered at refused.js:8, again at refused.js:9. ` +
          "Give one of the two another name. @ refused.js:9",
        `input nested[0].text holds an Output that was made a string. ${rebuild} @ refused.js:11`,
        `the name holds an Output that was made a string. ${rebuild} @ refused.js:12`,
        `Default provider for 'denied' disabled. '${urnOf("denied", "denied:index:Thing")}' must use an explicit ` +
          "provider. @ refused.js:14",
        "size: too big @ refused.js:15",
        "the hook said no @ refused.js:18",
        "test:index:Remote is a component of a plugin that is not simulated, so its resources cannot be shown @ refused.js:25",
        `output text holds an Output that was made a string. ${rebuild}`,
      ]),
    );
  });

  it("is a look-up nobody can answer, as the program is told", async () => {
    const stack = await runFixture("unanswered.js", {
      simulation: {
        ...simulation,
        invoke: (token) => {
          throw new Error(`${token} is not simulated`);
        },
      },
    });
    assert.equal(stack.succeeded, false);
    assert.match(errors(stack)[0] ?? "", /test:index:slow is not simulated/);
  });

  it("fault 32: is a secret that ends up in an input as text, and it is not shown", async () => {
    const stack = await runFixture("leaks.js", {
      config: { values: { "fixture:token": ENCRYPTED }, secretKeys: ["fixture:token"] },
    });
    const remedy = "holds the value of a secret and is none itself; pass the Output on, not its text";
    assert.deepEqual(
      new Set(errors(stack)),
      new Set([`input environment.URL ${remedy} @ leaks.js:11`, `input token ${remedy} @ leaks.js:14`]),
    );
    assert.equal(stack.output, "the password is [secret]\n");
    assert.ok(!JSON.stringify(stack.diagnostics).includes("correct-horse"));
  });
});

describe("fault 11: a program that does not end", () => {
  it("is killed, and the resource is named whose input never comes", async () => {
    const stack = await runFixture("hangs.js", { timeoutSeconds: 5 });
    assert.equal(stack.succeeded, false);
    assert.equal(
      errors(stack)[0],
      "the program did not end within 5 seconds: stuck (test:index:Thing) waits for its inputs; " +
        "the last resource it registered was ready (test:index:Thing)",
    );
    assert.equal(resource(stack, "ready").inputs["size"], 1);
  });

  it("is killed, and the function is named that got no answer", async () => {
    const never = new Promise<never>(() => undefined);
    const stack = await runFixture("unanswered.js", {
      timeoutSeconds: 5,
      simulation: { ...simulation, invoke: (() => never) as never },
    });
    assert.match(errors(stack)[0] ?? "", /the function test:index:slow got no answer/);
  });

  it("is killed, and said to compute if it does nothing else", async () => {
    const stack = await runFixture("computes.js", { timeoutSeconds: 2 });
    assert.match(errors(stack)[0] ?? "", /it computes without a pause/);
  });

  it("fault 19: because resources wait for each other ends by itself, and they are named", async () => {
    const stack = await runFixture("cycle.js");
    assert.deepEqual(errors(stack), [
      "the program ended although chicken (test:index:Thing), egg (test:index:Thing) still waited for inputs that " +
        "nothing can give any more: they wait for each other, or for a promise that is never kept",
    ]);
    assert.match(stack.output, /promises were still active/);
  });

  it("and exits without a word is reported with its status", async () => {
    const stack = await runFixture("exits.js");
    assert.deepEqual(errors(stack), [
      "the program ended with status 7 and gave no reason; see what it printed",
    ]);
  });
});

describe("what a program says", () => {
  it("is kept: messages with their resource, and what it prints", async () => {
    const stack = await runFixture("says.js");
    assert.deepEqual(stack.diagnostics, [
      { severity: "info", message: "for your information" },
      { severity: "warning", message: "mind the group", urn: urnOf("group", "fixture:index:Group") },
    ]);
    assert.equal(stack.output, "printed\n");
    assert.equal(stack.succeeded, true);
  });
});
