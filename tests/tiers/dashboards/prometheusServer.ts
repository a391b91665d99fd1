import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { freePort } from "../freePort";

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A Prometheus at 127.0.0.1 over data that is there already; it scrapes nothing. */
export class PrometheusServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(binary: string, folder: string): Promise<PrometheusServer> {
    const port = await freePort();
    const configuration = join(folder, "server.json");
    writeFileSync(configuration, JSON.stringify({ global: {}, scrape_configs: [] }));
    const args = [
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--storage.tsdb.retention.time=10y",
      `--web.listen-address=127.0.0.1:${String(port)}`,
      "--log.level=error",
    ];
    const child = spawn(binary, args, { stdio: ["ignore", "ignore", "inherit"] });
    const server = new PrometheusServer(child, `http://127.0.0.1:${String(port)}`);
    for (let attempt = 0; attempt < 120; attempt++) {
      if (child.exitCode !== null) break;
      const ready = await fetch(`${server.url}/-/ready`).catch(() => undefined);
      if (ready?.ok) return server;
      await pause(250);
    }
    await server.stop();
    throw new Error("Prometheus is not ready; its errors stand above");
  }

  /** What an expression is worth at a moment. @throws an Error with Prometheus's own words where it cannot tell */
  async evaluate(expression: string, seconds: number): Promise<readonly Sample[]> {
    const query = new URLSearchParams({ query: expression, time: String(seconds) });
    const answer = (await (await fetch(`${this.url}/api/v1/query?${query.toString()}`)).json()) as {
      readonly status: string;
      readonly error?: string;
      readonly data?: {
        readonly result: readonly {
          readonly metric: Sample["metric"];
          readonly value: readonly [number, string];
        }[];
      };
    };
    if (!answer.data) throw new Error(`${expression}: ${answer.error ?? answer.status}`);
    return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }
}
