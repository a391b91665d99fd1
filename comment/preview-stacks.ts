import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { readProject, stacksOf } from "../preview/project";
import { shorten } from "./markup";

/** Characters of a failed preview's output that its error keeps, from its end. */
const LONGEST_ERROR = 4000;

/**
 * Runs the offline preview of every stack of the project in a folder, one after the other, and leaves of each what
 * {@link readStacks} reads: its plan, why there is none, and how long it took.
 * @returns whether each stack had a plan and no mandatory finding
 */
export async function previewStacks(projectDirectory: string, out: string): Promise<boolean> {
  mkdirSync(out, { recursive: true });
  const statuses: number[] = [];
  for (const stack of stacksOf(readProject(resolve(projectDirectory))))
    statuses.push(await previewStack(projectDirectory, stack, resolve(out)));
  return statuses.every((status) => status === 0);
}

async function previewStack(projectDirectory: string, stack: string, out: string): Promise<number> {
  const file = (ending: string): string => join(out, `${stack}.${ending}`);
  for (const ending of ["json", "error"]) rmSync(file(ending), { force: true });
  const start = performance.now();
  const status = await run(
    projectDirectory,
    ["run", "--silent", "preview", "--", stack, "--json", file("json")],
    file("log"),
  );
  writeFileSync(file("seconds"), String((performance.now() - start) / 1000));
  if (!existsSync(file("json"))) {
    const log = readFileSync(file("log"), "utf8").trim();
    const end = log.length > LONGEST_ERROR ? `…${log.slice(-LONGEST_ERROR)}` : shorten(log, LONGEST_ERROR);
    writeFileSync(
      file("error"),
      end || `npm run preview -- ${stack} ended with ${String(status)} and said nothing`,
    );
  }
  return status;
}

/** What the program prints goes to the log file and, for whoever watches, to standard error. */
async function run(cwd: string, args: readonly string[], logFile: string): Promise<number> {
  const log = createWriteStream(logFile);
  const child = spawn("npm", args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    stream.pipe(process.stderr, { end: false });
  }
  const status = await new Promise<number>((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done(code ?? 1));
  });
  await new Promise<void>((done) => log.end(done));
  return status;
}
