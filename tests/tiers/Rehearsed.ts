import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CloudResource } from "../../rehearse/plugins/cloud";
import { Workspace, type WorkspaceOptions } from "../../rehearse/workspace";

export interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly retainOnDelete?: boolean;
  /** It was deleted to make room for its replacement, which is not there yet. */
  readonly pendingReplacement?: boolean;
}

interface State {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** A stack on the real engine: what its state says, and what its simulated cloud holds. */
export class Rehearsed {
  readonly workspace: Workspace;

  /** @param projectName as `Pulumi.yaml` has it */
  constructor(
    private readonly projectName: string,
    private readonly options: WorkspaceOptions,
  ) {
    this.workspace = new Workspace(options);
    mkdirSync(this.workspace.cloud);
  }

  /** Runs a command of the project, as an operator would. */
  async command(
    script: "deploy" | "unlock" | "settle",
    args: readonly string[] = [],
  ): Promise<{ status: number; output: string }> {
    const file = resolve("deploy", `${script === "deploy" ? "main" : script}.ts`);
    const child = spawn(
      process.execPath,
      ["--require", require.resolve("tsx/cjs"), file, this.options.stack, ...args],
      { cwd: this.path("project"), env: this.workspace.environment(), stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [status] = (await once(child, "close")) as [number | null];
    return { status: status ?? 1, output };
  }

  get stateFile(): string {
    return this.path("state/.pulumi/stacks", this.projectName, `${this.options.stack}.json`);
  }

  protected state(): State {
    const { checkpoint } = JSON.parse(readFileSync(this.stateFile, "utf8")) as {
      checkpoint: { latest?: State };
    };
    return checkpoint.latest ?? {};
  }

  /** The resources of the state, without providers and components. */
  protected ofCloud(): readonly StateResource[] {
    return (this.state().resources ?? []).filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  }

  /** What exists in the simulated cloud, by the file that holds it. */
  cloud(): ReadonlyMap<string, CloudResource> {
    const files = readdirSync(this.workspace.cloud)
      .sort()
      .map((name) => join(this.workspace.cloud, name));
    return new Map(files.map((file) => [file, JSON.parse(readFileSync(file, "utf8")) as CloudResource]));
  }

  /** What exists in the simulated cloud. */
  existing(): readonly CloudResource[] {
    return [...this.cloud().values()];
  }

  protected log(): string {
    return existsSync(this.workspace.log) ? readFileSync(this.workspace.log, "utf8") : "";
  }

  protected path(...parts: readonly string[]): string {
    return join(this.workspace.directory, ...parts);
  }

  remove(): void {
    this.workspace.remove();
  }
}

/** The logical name at the end of a URN. */
export function nameOf(urn: string): string {
  return urn.split("::")[3] ?? "";
}

/** The type token of a URN. */
export function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
