import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { withCoverageTable } from "./coverage-table";

describe("the README's table of requirements", () => {
  it("lists exactly the acceptance tests (to renew it: npm run coverage-table)", () => {
    const readme = readFileSync("README.md", "utf8");
    const squeezed = (text: string): string => text.replaceAll(/ +\|/g, " |").replaceAll(/-+/g, "-");
    assert.equal(squeezed(withCoverageTable(readme)), squeezed(readme));
  });
});
