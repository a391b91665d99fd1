import { spawnSync } from "node:child_process";

/**
 * What a command of `pulumi` printed.
 *
 * @throws Error with what it complained of, or how to get it if there is none
 */
export function pulumi(args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync("pulumi", [...args, "--non-interactive"], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (error !== undefined) {
    throw new Error(`pulumi cannot be run (${error.message}): https://www.pulumi.com/docs/install/`);
  }
  if (status !== 0) throw new Error(stderr.trim());
  return stdout;
}
