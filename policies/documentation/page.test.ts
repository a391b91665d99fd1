import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { taggableTypesFile } from "../generate-taggable-types";
import { rules } from "../packs/rules";
import { documentation } from "./page";

describe("docs/policies.md", () => {
  const path = join(__dirname, "..", "..", "docs", "policies.md");

  it("is what the rules say of themselves; npm run policies:docs writes it", async () => {
    const expected = await format(documentation(), { parser: "markdown", printWidth: 110 });
    assert.equal(readFileSync(path, "utf8"), expected);
  });

  it("has a section for every rule", () => {
    const text = readFileSync(path, "utf8");
    assert.deepEqual(
      rules.map(({ id }) => id).filter((id) => !text.includes(`\n#### ${id}\n`)),
      [],
    );
  });
});

describe("the list of types that take tags", () => {
  it("is that of the installed @pulumi/aws; npm run policies:taggable writes it", async () => {
    const path = join(__dirname, "..", "subjects", "taggable-types.ts");
    assert.equal(readFileSync(path, "utf8"), await taggableTypesFile());
  });
});
