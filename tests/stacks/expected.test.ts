import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { expectedRegistrations } from "./expected";
import { previewed } from "./previewed";

type Blocks = Record<string, unknown>;

describe("what a stack registers", () => {
  for (const name of ["test", "prod"]) {
    it(`is what was reviewed: ${name} (after a wanted change: npm run expected)`, async () => {
      const expected = parse(readFileSync(`tests/stacks/expected/${name}.yaml`, "utf8")) as Blocks;
      const actual = parse(expectedRegistrations((await previewed(name)).resources)) as Blocks;
      // The blocks that differ, and not the whole file: that is what one wants to read.
      const titles = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
      const different = titles.filter(
        (title) => JSON.stringify(expected[title]) !== JSON.stringify(actual[title]),
      );
      const only = (blocks: Blocks): Blocks =>
        Object.fromEntries(different.map((title) => [title, blocks[title]]));
      assert.deepEqual(only(actual), only(expected));
    });
  }
});
