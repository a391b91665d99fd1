import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const [start, end] = ["<!-- coverage:start -->", "<!-- coverage:end -->"];

/** The README with its table of requirements made anew from the names of the acceptance tests. */
export function withCoverageTable(readme: string): string {
  const names = readdirSync("tests/acceptance")
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => [
      ...readFileSync(`tests/acceptance/${file}`, "utf8").matchAll(/\bit\(\s*"(D\d-\d\d): ([^"]+)"/g),
    ])
    .map(([, id = "", what = ""]) => `| ${id} | ${what} |`)
    .sort();
  const table = ["| id | shown by its test |", "| --- | --- |", ...names].join("\n");
  const [before = "", rest = ""] = readme.split(start);
  const [, after = ""] = rest.split(end);
  return `${before}${start}\n\n${table}\n\n${end}${after}`;
}

if (require.main === module) writeFileSync("README.md", withCoverageTable(readFileSync("README.md", "utf8")));
