import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { expectedRegistrations } from "./expected";
import { previewed } from "./previewed";

describe("what a stack registers", () => {
  for (const name of ["test", "prod"]) {
    it(`is what was reviewed: ${name} (after a wanted change: npm run expected)`, async () => {
      const { resources } = await previewed(name);
      const expected = readFileSync(`tests/stacks/expected/${name}.yaml`, "utf8");
      assert.equal(expectedRegistrations(resources), expected);
    });
  }
});
