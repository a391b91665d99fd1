import assert from "node:assert/strict";
import { fault, notApplicable } from "./rule";
import { decide } from "./verdict";

const unknownAt = (path: string) =>
  fault("?", () => {
    throw Object.assign(new Error("unknown"), { unknownTypeSentinel: "x", props: path.split(".") });
  });
const broken = fault("!", () => {
  throw new TypeError("undefined is not a function");
});
const found = fault("wrong", () => true);
const fine = fault("right", () => false);

describe("a verdict", () => {
  it("is a pass without faults", () => {
    assert.deepEqual(
      decide(() => []),
      { kind: "pass" },
    );
    assert.deepEqual(
      decide(() => [fine]),
      { kind: "pass" },
    );
  });

  it("names each problem once", () => {
    assert.deepEqual(
      decide(() => [found, fine, found]),
      { kind: "fail", problems: ["wrong"] },
    );
  });

  it("is a failure as soon as one fault is found, whatever is unknown", () => {
    assert.deepEqual(
      decide(() => [unknownAt("a"), found]),
      { kind: "fail", problems: ["wrong"] },
    );
  });

  it("is undecided rather than a pass, with every path that is unknown", () => {
    assert.deepEqual(
      decide(() => [unknownAt("a.b"), fine, unknownAt("c"), unknownAt("c")]),
      { kind: "undecided", unknown: ["a.b", "c"] },
    );
  });

  it("is undecided if the check cannot even list its faults", () => {
    assert.deepEqual(
      decide(() => {
        unknownAt("list").found();
        return [];
      }),
      { kind: "undecided", unknown: ["list"] },
    );
  });

  it("is an error if anything else is thrown, before or in a fault, whatever was found", () => {
    const error = { kind: "error", message: "undefined is not a function" };
    assert.deepEqual(
      decide(() => [found, broken]),
      error,
    );
    assert.deepEqual(
      decide(() => {
        broken.found();
        return [];
      }),
      error,
    );
  });

  it("can be that the rule does not apply", () => {
    assert.deepEqual(
      decide(() => notApplicable("it is egress")),
      { kind: "notApplicable", reason: "it is egress" },
    );
  });
});
