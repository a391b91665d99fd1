import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { openSync, closeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** The CLI's official npm package, which fetches the engine on first use and keeps it in `~/.pulumi/versions`. */
const npmPackage = "pulumi@3.265.0";

/** How long the first use of {@link npmPackage} may take, with its download of about 200 MB. */
const downloadSeconds = 600;

/** A Pulumi engine that can be run: the words before its arguments. */
export interface Engine {
  readonly command: readonly [string, ...string[]];
  readonly version: string;
}

/** The `pulumi` of the PATH, or `undefined`. */
export function engineOnPath(): Engine | undefined {
  return tryEngine(["pulumi"], 30);
}

/** The `pulumi` of the PATH, or else the one that npm can get; `undefined` where neither can be had. */
export function findEngine(): Engine | undefined {
  return engineOnPath() ?? tryEngine(["npx", "--yes", npmPackage], downloadSeconds);
}

function tryEngine(command: Engine["command"], seconds: number): Engine | undefined {
  const [program, ...words] = command;
  const { status, stdout } = spawnSync(program, [...words, "version"], {
    encoding: "utf8",
    timeout: seconds * 1000,
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return status === 0 ? { command, version: stdout.trim() } : undefined;
}

export interface Run {
  readonly status: number;
  readonly seconds: number;
}

/** Runs one command of the engine; what it prints goes to the end of the file `log`, `stdout` to a file of its own if given. */
export async function runEngine(
  engine: Engine,
  args: readonly string[],
  options: {
    cwd: string;
    env: NodeJS.ProcessEnv;
    log: string;
    stdout?: string;
    started?: (child: ChildProcess) => void;
  },
): Promise<Run> {
  const [program, ...words] = engine.command;
  const log = openSync(options.log, "a");
  const stdout = options.stdout === undefined ? log : openSync(options.stdout, "w");
  const started = performance.now();
  try {
    const child = spawn(program, [...words, ...args], {
      cwd: options.cwd,
      env: options.env,
      stdio: ["ignore", stdout, log],
    });
    options.started?.(child);
    const status = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
    return { status, seconds: (performance.now() - started) / 1000 };
  } finally {
    closeSync(log);
    if (stdout !== log) closeSync(stdout);
  }
}

/** How long an engine may take to write its state and to leave, after the second Ctrl-C. */
const leavingSeconds = 30;

/**
 * Ends a run as somebody at a terminal would: Ctrl-C, at which the engine asks its providers to give up and keeps what
 * they answer; once more, at which it leaves what did not end pending in the state; and then by force.
 *
 * @param graceSeconds how long the providers may take to give up
 */
export async function interrupt(child: ChildProcess, graceSeconds: number): Promise<void> {
  const exited = once(child, "exit");
  for (const [signal, seconds] of [
    ["SIGINT", graceSeconds],
    ["SIGINT", leavingSeconds],
    ["SIGKILL", leavingSeconds],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await Promise.race([exited, pause(seconds * 1000, undefined, { ref: false })]);
  }
}
