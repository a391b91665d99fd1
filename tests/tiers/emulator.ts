import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { freePort } from "./freePort";
import { Unavailable } from "./unavailable";

const run = promisify(execFile);
const requirements = "tests/tiers/localemu-requirements.txt";

/**
 * An emulator of SNS and SQS on a port of the loopback: localemu from PyPI, installed once into the user's cache folder
 * (600 MB; under a minute), in the versions of `localemu-requirements.txt`. It needs Python 3.13.
 */
export class Emulator {
  private constructor(
    readonly endpoint: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** @throws Unavailable where it cannot be installed. */
  static async start(): Promise<Emulator> {
    const program = await install();
    const folder = mkdtempSync(path.join(tmpdir(), "localemu-"));
    const port = await freePort();
    const address = `127.0.0.1:${String(port)}`;
    const child = spawn(program, ["start", "--host", "127.0.0.1", "--port", String(port)], {
      stdio: "ignore",
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        TMPDIR: folder,
        SERVICES: "sns,sqs",
        // The default server listens on all interfaces, whatever it is told.
        GATEWAY_SERVER: "hypercorn",
        GATEWAY_LISTEN: address,
      },
    });
    const emulator = new Emulator(`http://${address}`, child, folder);
    if (await emulator.answers(60)) return emulator;
    await emulator.stop();
    throw new Error("localemu did not answer within 60 seconds");
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, "exit");
      this.child.kill("SIGKILL");
      await exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(seconds: number): Promise<boolean> {
    for (let tries = 0; tries < seconds * 4 && this.child.exitCode === null; tries++) {
      const response = await fetch(`${this.endpoint}/_localemu/health`).catch(() => undefined);
      if (response?.ok === true) return true;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return false;
  }
}

async function install(): Promise<string> {
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  const folder = path.join(cache, "commerce", `localemu-${hash}`);
  const [program, complete] = [path.join(folder, "bin/localemu"), path.join(folder, "complete")];
  if (existsSync(complete)) return program;
  const python = await python313();
  rmSync(folder, { recursive: true, force: true });
  try {
    await run(python, ["-m", "venv", folder]);
    await run(path.join(folder, "bin/pip"), ["install", "--quiet", "--requirement", requirements]);
  } catch (error) {
    const reason = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new Unavailable(`localemu cannot be installed from PyPI: ${reason.split("\n").at(-1) ?? ""}`);
  }
  writeFileSync(complete, "");
  return program;
}

async function python313(): Promise<string> {
  const versions = path.join(process.env["PYENV_ROOT"] ?? path.join(homedir(), ".pyenv"), "versions");
  const installed = existsSync(versions) ? readdirSync(versions) : [];
  const candidates = [
    "python3.13",
    "python3",
    ...installed.map((name) => path.join(versions, name, "bin/python3")),
  ];
  for (const python of candidates) {
    const version = await run(python, ["--version"]).catch(() => undefined);
    if (version?.stdout.startsWith("Python 3.13.") === true) return python;
  }
  throw new Unavailable("Python 3.13, which localemu runs on, is not on the PATH");
}
