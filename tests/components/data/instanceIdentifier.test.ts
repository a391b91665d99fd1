import assert from "node:assert/strict";

import fc from "fast-check";

import { instanceIdentifier } from "../../../components/data/instanceIdentifier";

describe("an RDS instance's identifier", () => {
  it("is one that RDS takes, or is refused", () => {
    const part = fc.stringMatching(/^[-a-z0-9]{0,40}$/);
    fc.assert(
      fc.property(part, part, part, (project, stack, name) => {
        const identifier = `${project}-${stack}-${name}`;
        const isTaken =
          identifier.length <= 63 &&
          /^[a-z]/.test(identifier) &&
          !identifier.includes("--") &&
          !identifier.endsWith("-");
        if (isTaken) assert.equal(instanceIdentifier(project, stack, name), identifier);
        else assert.throws(() => instanceIdentifier(project, stack, name), /choose another name/);
      }),
    );
  });

  it("is refused with its value and length", () => {
    assert.throws(
      () => instanceIdentifier("commerce", "test", `data-${"x".repeat(60)}`),
      /"commerce-test-data-x{60}" has 79 characters/,
    );
  });
});
