import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { Unavailable } from "./unavailable";

const run = promisify(execFile);

/**
 * The folder of a Python package's programs: installed from PyPI once, into the user's cache folder, in the versions of
 * its requirements file. It needs Python 3.13.
 *
 * @throws Unavailable where it cannot be installed.
 */
export async function pythonTool(name: string, requirements: string): Promise<string> {
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  const folder = path.join(cache, "commerce", `${name}-${hash}`);
  const [programs, complete] = [path.join(folder, "bin"), path.join(folder, "complete")];
  if (existsSync(complete)) return programs;
  const python = await python313(name);
  rmSync(folder, { recursive: true, force: true });
  try {
    await run(python, ["-m", "venv", folder]);
    await run(path.join(programs, "pip"), ["install", "--quiet", "--requirement", requirements]);
  } catch (error) {
    const reason = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Unavailable(`${name} cannot be installed from PyPI: ${reason.split("\n").at(-1) ?? ""}`);
  }
  writeFileSync(complete, "");
  return programs;
}

async function python313(name: string): Promise<string> {
  const versions = path.join(process.env["PYENV_ROOT"] ?? path.join(homedir(), ".pyenv"), "versions");
  const installed = existsSync(versions) ? readdirSync(versions) : [];
  const candidates = [
    "python3.13",
    "python3",
    ...installed.map((version) => path.join(versions, version, "bin/python3")),
  ];
  for (const python of candidates) {
    const version = await run(python, ["--version"]).catch(() => undefined);
    if (version?.stdout.startsWith("Python 3.13.") === true) return python;
  }
  throw new Unavailable(`Python 3.13, which ${name} is installed for, is not on the PATH`);
}
