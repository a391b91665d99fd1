import assert from "node:assert/strict";
import { anyOf, isUnknownValueError, Reading, WrongTypeError } from "./reading";

const unknown = Object.assign(new Error("unknown"), { unknownTypeSentinel: "x", props: ["a"] });
const raise = (error: Error) => (): never => {
  throw error;
};

describe("reading properties", () => {
  const reading = new Reading(() => ({
    flag: true,
    count: 3,
    text: "x",
    empty: "",
    nothing: null,
    inner: { list: ["a", "b"], constructor: "own" },
  }));

  it("gives values by their type", () => {
    assert.equal(reading.boolean("flag"), true);
    assert.equal(reading.number("count"), 3);
    assert.equal(reading.string("text"), "x");
    assert.deepEqual(reading.strings("inner", "list"), ["a", "b"]);
    assert.deepEqual(reading.keys("inner"), ["list", "constructor"]);
    assert.equal(reading.object("inner")?.string("constructor"), "own");
    assert.equal(reading.at("text").string(), "x");
  });

  it("gives nothing for what is absent, null or inherited", () => {
    assert.equal(reading.boolean("missing"), undefined);
    assert.equal(reading.string("nothing"), undefined);
    assert.equal(reading.number("missing", "deeper"), undefined);
    assert.equal(reading.read(["toString"]), undefined);
    assert.equal(reading.object("nothing"), undefined);
    assert.deepEqual(reading.list("missing"), []);
    assert.deepEqual(reading.keys("missing"), []);
  });

  it("knows what is there: neither null nor empty, at any depth", () => {
    assert.deepEqual(
      [["text"], ["inner", "list"], ["empty"], ["nothing"], ["missing"], ["missing", "deeper"]].map((path) =>
        reading.has(...(path as [string])),
      ),
      [true, true, false, false, false, false],
    );
  });

  it("compares numbers at the boundary and takes absent ones for neither", () => {
    assert.deepEqual([reading.isAtLeast(3, "count"), reading.isAtLeast(4, "count")], [true, false]);
    assert.deepEqual([reading.isAbove(2, "count"), reading.isAbove(3, "count")], [true, false]);
    assert.deepEqual([reading.isAtLeast(-1, "missing"), reading.isAbove(-1, "missing")], [false, false]);
  });

  it("compares texts and takes absent ones for none", () => {
    assert.deepEqual([reading.isOneOf(["x"], "text"), reading.isOneOf(["y"], "text")], [true, false]);
    assert.deepEqual([reading.matches(/x/, "text"), reading.matches(/y/, "text")], [true, false]);
    assert.deepEqual(
      [reading.isOneOf(["undefined"], "missing"), reading.matches(/u/, "missing")],
      [false, false],
    );
  });

  it("says where a value of another type is, and nothing of the value", () => {
    for (const [read, message] of [
      [() => reading.boolean("text"), "text should be a boolean and is a string"],
      [() => reading.number("flag"), "flag should be a number and is a boolean"],
      [() => reading.string("inner", "list"), "inner.list should be a string and is a list"],
      [() => reading.object("inner", "list"), "inner.list should be an object and is a list"],
      [() => reading.object("text"), "text should be an object and is a string"],
      [() => reading.list("inner"), "inner should be a list and is an object"],
      [() => reading.string("text", "deeper"), "text should be an object and is a string"],
      [() => reading.string("inner", "list", "deeper"), "inner.list should be an object and is a list"],
      [() => reading.at("inner").number("list"), "inner.list should be a number and is a list"],
      [() => reading.list("inner", "list")[1]?.number(), "inner.list[1] should be a number and is a string"],
      [() => reading.requiredNumber("missing"), "missing should be a number and is absent"],
      [() => new Reading(() => 1).string(), "the properties should be a string and is a number"],
    ] as const) {
      assert.throws(read, (error: Error) => error instanceof WrongTypeError && error.message === message);
    }
    assert.equal(reading.requiredNumber("count"), 3);
  });
});

describe("whether any of several is so", () => {
  it("is decided by one that is, even if others are unknown", () => {
    assert.equal(
      anyOf([raise(unknown), () => true], (each) => each()),
      true,
    );
    assert.equal(
      anyOf([() => false], (each) => each()),
      false,
    );
    assert.equal(
      anyOf([], () => true),
      false,
    );
  });

  it("stays open if one is unknown and no other is", () => {
    assert.throws(() => anyOf([raise(unknown), () => false], (each) => each()), isUnknownValueError);
  });

  it("passes every other error on", () => {
    assert.throws(() => anyOf([raise(new TypeError("bug")), () => true], (each) => each()), TypeError);
  });
});
