import assert from "node:assert/strict";
import { WrongTypeError } from "../reading";
import { resource } from "../testing/resource";
import { statementsIn } from "./policy-document";

const read = (policy: unknown) => statementsIn(resource("aws:iam/policy:Policy", { policy }), "policy");

describe("the statements of a policy", () => {
  it("are told apart by where they are", () => {
    const labels = read({ Statement: [{}, {}] }).map(({ path }) => path);
    assert.deepEqual(labels, ["policy.Statement[0]", "policy.Statement[1]"]);
    assert.deepEqual(
      read({ Statement: {} }).map(({ path }) => path),
      ["policy.Statement"],
    );
  });

  for (const [name, policy] of Object.entries({
    "text that is no JSON": "secret-text",
    "text of a list": "[]",
    "text of nothing": "null",
    "text of a number": "1",
    "a list": [],
    "a number": 1,
  })) {
    it(`cannot be read from ${name}, and the value stays out of the message`, () => {
      assert.throws(
        () => read(policy),
        (error: Error) =>
          error instanceof WrongTypeError &&
          error.message.startsWith("policy should be a JSON document and is ") &&
          !error.message.includes("secret"),
      );
    });
  }

  it("name what is of another type in them", () => {
    const [statement] = read({
      Statement: [{ Action: [1, {}], Condition: { Bool: { "aws:SecureTransport": {} } } }],
    });
    assert.throws(
      () => statement?.actions(),
      /policy\.Statement\[0\]\.Action\[1\] should be a string and is an object/,
    );
    assert.throws(
      () => statement?.conditionValues("bool", "aws:securetransport"),
      /policy\.Statement\[0\]\.Condition\.Bool\.aws:SecureTransport should be a string and is an object/,
    );
  });

  it("may write numbers and booleans without quotes", () => {
    const Condition = {
      NumericLessThan: { "aws:MultiFactorAuthAge": 3600 },
      Bool: { "aws:SecureTransport": false },
    };
    const [statement] = read({ Statement: [{ Condition }] });
    assert.deepEqual(statement?.conditionValues("numeric", "aws:multifactorauthage"), ["3600"]);
    assert.deepEqual(statement.conditionValues("bool", "aws:securetransport"), ["false"]);
  });

  it("have no services among their principals when they are for everyone", () => {
    const [statement] = read({ Statement: [{ Principal: "*" }] });
    assert.deepEqual(statement?.principals("Service"), []);
  });

  it("are for nobody in particular without a principal, as those of a role's own policy are", () => {
    assert.equal(read({ Statement: [{}] })[0]?.isForAnyone(), false);
  });

  it("compare a claim by the operators for text alone", () => {
    const claim = { "provider:sub": "x" };
    const of = (operator: string) => read({ Statement: [{ Condition: { [operator]: claim } }] })[0];
    assert.deepEqual(of("ForAnyValue:StringLike")?.conditionValuesOfClaim("sub"), ["x"]);
    assert.deepEqual(of("ForAllValues:StringEquals")?.conditionValuesOfClaim("sub"), []);
  });
});
