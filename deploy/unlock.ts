import { isAbandonedHere, locksIn } from "./lock";
import { pulumi } from "./pulumi";

/**
 * `npm run unlock -- <stack>`: breaks the lock that an update left behind which was killed, but only one's own. `pulumi
 * cancel` breaks any, also that of a colleague whose update still runs.
 */
function main([stack]: readonly string[]): number {
  if (stack === undefined || stack.startsWith("-")) {
    console.error("Usage: npm run unlock -- <stack>");
    return stack === "--help" ? 0 : 2;
  }
  const said = refusal(stack);
  if (/already exists/.test(said)) {
    console.log(`${stack} is not locked.`);
    return 0;
  }
  const locks = locksIn(said);
  if (locks.length === 0) {
    console.error(said);
    return 1;
  }
  const foreign = locks.filter((lock) => !isAbandonedHere(lock));
  if (foreign.length > 0) {
    const named = foreign.map(
      ({ user, host, pid, since }) => `  ${user}@${host}, process ${String(pid)}, since ${since}`,
    );
    console.error(
      `${stack} stays locked. Whoever holds the lock is somebody else, on another machine, or still at work:\n` +
        `${named.join("\n")}\nAsk them; \`pulumi cancel --stack ${stack}\` breaks it for all.`,
    );
    return 1;
  }
  pulumi(["cancel", "--stack", stack, "--yes"]);
  console.log(`${stack} was locked by an update of yours that does not run any more. It is unlocked.`);
  return 0;
}

/** What an operation complains of that needs the lock and never does anything: a stack cannot get its own name. */
function refusal(stack: string): string {
  try {
    return pulumi(["stack", "rename", stack, "--stack", stack]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.exitCode = main(process.argv.slice(2));
