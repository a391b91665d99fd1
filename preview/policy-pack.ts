import { execFile } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** The folder of the project's policy pack, or `undefined` if it has none. */
export function policyPackOf(projectDirectory: string): string | undefined {
  const directory = join(projectDirectory, "policies");
  return existsSync(join(directory, "PulumiPolicy.yaml")) ? directory : undefined;
}

/**
 * Compiles the pack if it never was, or if a source is newer: run from TypeScript, a pack takes seconds to start.
 *
 * @throws Error with what the compiler said.
 */
export async function compilePolicyPack(projectDirectory: string, packDirectory: string): Promise<void> {
  const compiled = join(packDirectory, "dist", "index.js");
  const sources = readdirSync(packDirectory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("node_modules"))
    .map((file) => statSync(join(packDirectory, file)).mtimeMs);
  if (existsSync(compiled) && statSync(compiled).mtimeMs > Math.max(...sources)) return;
  await promisify(execFile)("npm", ["run", "--silent", "build:policies"], { cwd: projectDirectory });
}
