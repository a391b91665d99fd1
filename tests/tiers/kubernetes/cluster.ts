import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { freePort } from "../freePort";
import { binaries } from "./binaries";

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the server warns of, though it accepts the request. */
  readonly warning: string;
}

/** A Kubernetes API server with its store and nothing else: no controllers, no nodes. Reached at 127.0.0.1 alone. */
export class Cluster {
  private constructor(
    private readonly folder: string,
    private readonly processes: readonly ChildProcess[],
    private readonly port: number,
    private readonly token: string,
  ) {}

  /** @throws Unavailable where a program is not to be had */
  static async start(): Promise<Cluster> {
    const { etcd, apiServer } = binaries();
    const folder = mkdtempSync(join(tmpdir(), "commerce-kubernetes-"));
    const [clientPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
    const store = `http://127.0.0.1:${String(clientPort)}`;
    const token = randomBytes(24).toString("hex");
    const keyFile = join(folder, "service-accounts.pem");
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    writeFileSync(join(folder, "tokens.csv"), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
    const run = (program: string, args: readonly string[]): ChildProcess => {
      const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], cwd: folder });
      const log = createWriteStream(join(folder, "log"), { flags: "a" });
      child.stdout.pipe(log, { end: false });
      child.stderr.pipe(log, { end: false });
      return child;
    };
    const processes = [
      run(etcd, [
        `--data-dir=${join(folder, "etcd")}`,
        `--listen-client-urls=${store}`,
        `--advertise-client-urls=${store}`,
        `--listen-peer-urls=http://127.0.0.1:${String(peerPort)}`,
      ]),
      run(apiServer, [
        `--etcd-servers=${store}`,
        "--bind-address=127.0.0.1",
        `--secure-port=${String(port)}`,
        `--cert-dir=${folder}`,
        `--token-auth-file=${join(folder, "tokens.csv")}`,
        "--authorization-mode=RBAC",
        // As on EKS: so that it is Pod Security that refuses.
        "--allow-privileged=true",
        "--service-cluster-ip-range=172.20.0.0/16",
        "--service-account-issuer=https://127.0.0.1",
        `--service-account-key-file=${keyFile}`,
        `--service-account-signing-key-file=${keyFile}`,
      ]),
    ];
    const cluster = new Cluster(folder, processes, port, token);
    try {
      await cluster.ready();
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  /** Sends one request. A body is JSON, whatever the content type says of it: YAML's types hold JSON too. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    contentType = "application/json",
  ): Promise<Answer> {
    const payload = body === undefined ? "" : JSON.stringify(body);
    const authority = readFileSync(join(this.folder, "apiserver.crt"));
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: "127.0.0.1",
          port: this.port,
          method,
          path,
          ca: authority,
          headers: {
            authorization: `Bearer ${this.token}`,
            "content-type": contentType,
            // Node frames the body of a DELETE by nothing else.
            "content-length": Buffer.byteLength(payload),
            accept: "application/json",
          },
          timeout: 30_000,
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () => {
            const text = Buffer.concat(parts).toString("utf8");
            const json = text.startsWith("{") ? (JSON.parse(text) as Answer["body"]) : { text };
            resolve({
              status: response.statusCode ?? 0,
              body: json,
              warning: response.headers["warning"] ?? "",
            });
          });
        },
      );
      call.on("timeout", () => call.destroy(new Error(`${method} ${path}: no answer within 30 s`)));
      call.on("error", reject);
      call.end(payload);
    });
  }

  async stop(): Promise<void> {
    for (const child of [...this.processes].reverse())
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        const killed = setTimeout(() => child.kill("SIGKILL"), 15_000);
        await once(child, "exit");
        clearTimeout(killed);
      }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    for (let attempt = 0; attempt < 240; attempt++) {
      if (this.processes.some((child) => child.exitCode !== null)) break;
      if (existsSync(join(this.folder, "apiserver.crt"))) {
        const answer = await this.send("GET", "/readyz").catch(() => undefined);
        if (answer?.status === 200) return;
      }
      await pause(250);
    }
    const log = readFileSync(join(this.folder, "log"), "utf8").split("\n").slice(-20).join("\n");
    throw new Error(`the API server is not ready; its last lines were:\n${log}`);
  }
}
