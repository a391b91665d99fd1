import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { documentation } from "./page";

void format(documentation(), { parser: "markdown", printWidth: 110 }).then((text) => {
  writeFileSync(join(__dirname, "..", "..", "docs", "policies.md"), text);
});
