import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { compilePolicyPack } from "../preview/policy-pack";
import { pulumi } from "./pulumi";
import { pendingOperations, stateOf, type PendingOperation } from "./state";

const usage = `Usage: npm run deploy -- <stack> [--check] [arguments of pulumi up]
  --check  says whether the stack can be deployed, and deploys nothing`;

const project = resolve(__dirname, "..");

/**
 * `npm run deploy -- <stack>`: `pulumi up` with the policy pack. It refuses a stack with operations pending, of which the
 * engine only warns: going on would make a second resource beside one that the state does not know.
 */
async function main([stack, ...words]: readonly string[]): Promise<number> {
  if (stack === undefined || stack.startsWith("-")) {
    console.error(usage);
    return stack === "--help" ? 0 : 2;
  }
  if (words.some((word) => /^(--skip-preview(=|$)|-[a-z]*f)/.test(word))) {
    console.error(
      `${stack} is not deployed: rules about the whole stack are judged by the preview that is skipped.`,
    );
    return 2;
  }
  const pending = pendingIn(stack);
  if (pending.length > 0) {
    console.error(
      `${stack} is not deployed: an earlier update was cut off, and its state has operations pending.\n` +
        pending.map(({ type, resource }) => `  ${type} ${resource.urn}\n`).join("") +
        "Only the cloud knows how they ended. Look there, then `npm run settle` (docs/recovery.md).",
    );
    return 1;
  }
  if (words.includes("--check")) return 0;
  const policies = resolve(project, "policies");
  await compilePolicyPack(project, policies);
  const args = ["up", "--stack", stack, "--policy-pack", policies, ...words];
  return spawnSync("pulumi", args, { stdio: "inherit" }).status ?? 1;
}

function pendingIn(stack: string): readonly PendingOperation[] {
  try {
    return pendingOperations(stateOf(pulumi(["stack", "export", "--stack", stack])));
  } catch (error) {
    // `pulumi up` offers to make it.
    if (error instanceof Error && error.message.includes("no stack named")) return [];
    throw error;
  }
}

void main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
