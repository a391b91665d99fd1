import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { freePort } from "./freePort";
import { pythonTool } from "./pythonTool";

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
    const program = path.join(await pythonTool("localemu", requirements), "localemu");
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
