import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumi } from "./pulumi";
import { pendingOperations, settled, stateOf } from "./state";

const usage = `Usage: npm run settle -- <stack> <urn>=<id or none> ...
  Each create that is pending in the stack's state: its id in the cloud, or none if it is not there.`;

/**
 * `npm run settle -- <stack> <urn>=<id> …`: takes the creates that are pending into the state, or forgets them, and reads
 * everything anew. `pulumi refresh --import-pending-creates` forgets them all (measured with 3.260): what it marks as
 * imported is in no list of what a refresh keeps.
 */
function main([stack, ...words]: readonly string[]): number {
  if (stack === undefined || stack.startsWith("-")) {
    console.error(usage);
    return stack === "--help" ? 0 : 2;
  }
  const before = stateOf(pulumi(["stack", "export", "--stack", stack]));
  if (pendingOperations(before).length === 0) {
    console.log(`Nothing is pending in ${stack}.`);
    return 0;
  }
  const after = settled(before, words);
  const folder = mkdtempSync(join(tmpdir(), "commerce-state-"));
  try {
    const file = join(folder, "state.json");
    writeFileSync(file, JSON.stringify(after), { mode: 0o600 });
    pulumi(["stack", "import", "--stack", stack, "--file", file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(pulumi(["refresh", "--stack", stack, "--yes", "--skip-preview"]));
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
