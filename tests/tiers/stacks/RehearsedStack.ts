import assert from "node:assert/strict";
import { spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import type { Engine } from "../../../rehearse/engine";
import type { CloudResource } from "../../../rehearse/plugins/cloud";
import type { Fault } from "../../../rehearse/plugins/faults";
import { ProjectCopy } from "../../stacks/project-copy";
import { Rehearsed } from "../Rehearsed";

type Settings = Record<string, Record<string, unknown>>;

/** A shipped stack of a copy of the project, on the real engine. */
export class RehearsedStack extends Rehearsed {
  constructor(
    private readonly name: string,
    engine: Engine,
    readonly project = new ProjectCopy(),
  ) {
    const componentPlugins = process.env["REHEARSAL_COMPONENT_PLUGINS"];
    super("commerce", { project: project.directory, stack: name, engine, componentPlugins });
  }

  /** Where the plug-ins come from whose components the program uses. */
  get componentPlugins(): string {
    return ["awsx", "eks"].map((each) => `${each}: ${this.workspace.plugins[each] ?? ""}`).join(", ");
  }

  /** Runs a command of the engine to its end, or until `meanwhile` has ended it. */
  async run(
    args: readonly string[],
    meanwhile?: (child: ChildProcess) => Promise<void>,
  ): Promise<{ status: number; output: string }> {
    const before = this.log().length;
    let beside: Promise<void> | undefined;
    const { status } = await this.workspace.run(args, {
      started: (child) => {
        beside = meanwhile?.(child);
      },
    });
    await beside;
    return { status, output: this.log().slice(before) };
  }

  /** Runs a command that has to succeed; what it said. */
  async succeeds(args: readonly string[]): Promise<string> {
    const { status, output } = await this.run(args);
    assert.equal(status, 0, `${args.join(" ")}:\n${complaintsOf(output)}`);
    return output;
  }

  /** Runs a command that has to fail; what it said. */
  async fails(args: readonly string[]): Promise<string> {
    const { status, output } = await this.run(args);
    assert.notEqual(status, 0, `${args.join(" ")} went through`);
    return output;
  }

  /** Runs a command that has to fail and to change neither the state nor the cloud; what it said. */
  async isRefused(args: readonly string[]): Promise<string> {
    const before = [this.identities(), this.cloud()];
    const output = await this.fails(args);
    assert.deepEqual([this.identities(), this.cloud()], before);
    return output;
  }

  /** Nothing exists that the state does not know, and the other way round; nothing is pending or locked. */
  isWhole(): void {
    assert.deepEqual([this.amiss(), this.pending(), this.locks()], [[], [], []]);
  }

  /** A resource of the simulated cloud, and the file that holds it. */
  inCloud(type: string, name: string): { readonly file: string; readonly resource: CloudResource } {
    const found = [...this.cloud()].find(([, each]) => each.type === type && each.name === name);
    assert.ok(found, `${type} ${name} does not exist`);
    return { file: found[0], resource: found[1] };
  }

  /** Makes the provider of the next commands go wrong in these ways. */
  inject(faults: readonly Fault[]): {
    /** Waits until so many were met. */
    readonly met: (count: number, child: ChildProcess) => Promise<void>;
    readonly stop: () => void;
  } {
    const file = this.path("faults.json");
    const metFile = `${file}.met`;
    writeFileSync(file, JSON.stringify(faults));
    rmSync(metFile, { force: true });
    process.env["REHEARSAL_FAULTS"] = file;
    const lines = (): number =>
      existsSync(metFile) ? readFileSync(metFile, "utf8").trimEnd().split("\n").length : 0;
    return {
      met: (count, child) => until(() => lines() >= count, child),
      stop: () => delete process.env["REHEARSAL_FAULTS"],
    };
  }

  changeSettings(change: (settings: Settings) => void): void {
    const file = this.path("project", `Pulumi.${this.name}.yaml`);
    const content = parse(readFileSync(file, "utf8")) as { config: Settings };
    change(content.config);
    writeFileSync(file, stringify(content));
  }

  /** Of each resource of the state its id, by URN. */
  identities(): ReadonlyMap<string, string> {
    return new Map(this.ofCloud().map(({ urn, id = "" }) => [urn, id]));
  }

  /** What an update began and whose end the state does not know. */
  pending(): readonly { type: string; urn: string }[] {
    return (this.state().pending_operations ?? []).map(({ type, resource: { urn } }) => ({ type, urn }));
  }

  /** What exists and the state does not know, and what the state knows and does not exist. */
  amiss(): readonly string[] {
    const known = new Set(this.ofCloud().map(({ type, id = "" }) => `${type} ${id}`));
    const existing = new Set(this.existing().map(({ type, id }) => `${type} ${id}`));
    return [
      ...[...existing].filter((each) => !known.has(each)).map((each) => `not in the state: ${each}`),
      ...[...known].filter((each) => !existing.has(each)).map((each) => `does not exist: ${each}`),
    ].sort();
  }

  /** How {@link amiss} will name what is kept when the stack is destroyed. */
  retained(): readonly string[] {
    return this.ofCloud()
      .filter(({ retainOnDelete }) => retainOnDelete)
      .map(({ type, id = "" }) => `not in the state: ${type} ${id}`)
      .sort();
  }

  /** Files of the locks that are held on the stack. */
  locks(): readonly string[] {
    const folder = this.path("state/.pulumi/locks");
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => join(folder, file));
  }

  /** Waits until so many resources exist. */
  async grownTo(count: number, child: ChildProcess): Promise<void> {
    await until(() => readdirSync(this.workspace.cloud).length >= count, child);
  }

  /** Waits until nothing was written to the state for two seconds. */
  async atRest(): Promise<void> {
    while (Date.now() - statSync(this.stateFile).mtimeMs < 2000) await sleep(100);
  }

  /** As where credentials expired: no state can be written any more. */
  refuseWrites(): void {
    const folder = dirname(this.stateFile);
    renameSync(folder, `${folder}.aside`);
    writeFileSync(folder, "");
  }

  allowWrites(): void {
    const folder = dirname(this.stateFile);
    rmSync(folder);
    renameSync(`${folder}.aside`, folder);
  }

  override remove(): void {
    super.remove();
    this.project.remove();
  }
}

/** The lines of an output that say what went wrong, with some of those after them. */
function complaintsOf(output: string): string {
  const lines = output.split("\n");
  return lines
    .filter((_, index) =>
      lines.slice(Math.max(0, index - 3), index + 1).some((line) => /error|mandatory/.test(line)),
    )
    .join("\n");
}

/** Waits for a condition, or for the end of the command that was to bring it about. */
async function until(condition: () => boolean, child: ChildProcess): Promise<void> {
  while (!condition()) {
    if (child.exitCode !== null) throw new Error("the command ended before what was waited for");
    await sleep(50);
  }
}

/** Kills a process and all that it started, as a machine does that goes down. */
export function killAll(pid: number): void {
  const { stdout } = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" });
  process.kill(pid, "SIGKILL");
  for (const child of stdout.split("\n").filter(Boolean)) killAll(Number(child));
}
