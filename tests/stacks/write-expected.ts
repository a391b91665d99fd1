import { writeFileSync } from "node:fs";
import { expectedRegistrations } from "./expected";
import { previewed } from "./previewed";

/** `npm run expected`: accepts what the stacks register now as what they should. */
async function main(): Promise<void> {
  for (const name of ["test", "prod"]) {
    const stack = await previewed(name);
    const file = `tests/stacks/expected/${name}.yaml`;
    writeFileSync(file, expectedRegistrations(stack.resources));
    console.log(`${file}: ${String(stack.resources.length)} resources`);
  }
}

void main();
