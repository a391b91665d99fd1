import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { interrupt, type Engine } from "../../../rehearse/engine";
import type { CloudResource } from "../../../rehearse/plugins/cloud";
import type { Fault, ProviderCall } from "../../../rehearse/plugins/faults";
import { nameOf, Rehearsed, type StateResource } from "../Rehearsed";

/** Longest that a command may take, hanging provider or not; an `up` of the small program takes seconds. */
const timeoutSeconds = 60;

/** What `pulumi preview --import-file` writes of what it would create. */
interface ImportFile {
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources?: readonly { type: string; name: string; logicalName?: string; id?: string }[];
}

export interface Outcome {
  readonly status: number;
  readonly output: string;
  /** Faults that were met; one that is throttled as often as it was tried. */
  readonly met: readonly Fault[];
  /** Calls of the providers that met none. */
  readonly calls: readonly ProviderCall[];
  readonly timedOut: boolean;
}

/** A stack of the small program, with its state and its simulated cloud. */
export class Platform extends Rehearsed {
  static readonly project = join(__dirname, "fixtures", "platform");

  constructor(engine: Engine) {
    super("life", { project: Platform.project, stack: "life", engine });
  }

  /** Other settings: what can change in place changes, the rest is replaced. */
  configure(settings: Readonly<Record<string, string>>): void {
    const config = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`life:${key}`, value]));
    const file = this.path("project", "Pulumi.life.yaml");
    writeFileSync(file, JSON.stringify({ config }));
  }

  /**
   * Runs a command of the engine while its provider goes wrong. Where calls do not end, somebody sees that nothing moves
   * and presses Ctrl-C; once more if the provider does not heed it.
   */
  async run(args: readonly string[], faults: readonly Fault[] = []): Promise<Outcome> {
    const file = this.path("faults.json");
    const read = <Line>(kind: "met" | "calls"): Line[] => linesOf(`${file}.${kind}`) as Line[];
    const before = this.log().length;
    const stalled = faults.filter(({ kind }) => kind === "hang" || kind === "mute");
    let timedOut = false;
    writeFileSync(file, JSON.stringify(faults));
    for (const kind of ["met", "calls"]) rmSync(`${file}.${kind}`, { force: true });
    // The engine starts at once with the environment of now, so that several platforms can live side by side.
    process.env["REHEARSAL_FAULTS"] = file;
    const running = this.workspace.run(args, {
      started: (child) => {
        const limit = setTimeout(() => {
          timedOut = true;
          child.kill("SIGKILL");
        }, timeoutSeconds * 1000);
        child.once("exit", () => clearTimeout(limit));
        if (stalled.length === 0) return;
        const graceSeconds = stalled.some(({ kind }) => kind === "mute") ? 2 : 20;
        void standstill(() => read("met").length, stalled.length, child).then(() =>
          interrupt(child, graceSeconds),
        );
      },
    });
    delete process.env["REHEARSAL_FAULTS"];
    const { status } = await running;
    return { status, output: this.log().slice(before), met: read("met"), calls: read("calls"), timedOut };
  }

  /** What the state has of the cloud, without providers and components. */
  resources(): readonly { type: string; name: string }[] {
    return this.ofCloud().map(({ type, urn }) => ({ type, name: nameOf(urn) }));
  }

  /**
   * The layer of each resource: none waits for another of its own. What a component takes as an input is kept apart:
   * told to continue on errors, the engine skips the component if that failed, and stops everything when the component
   * registers its outputs all the same ("cannot complete a resource … whose registration isn't pending").
   */
  layers(): ReadonlyMap<string, string> {
    const resources = new Map((this.state().resources ?? []).map((each) => [each.urn, each]));
    const awaited = ({ dependencies = [], parent }: StateResource): readonly StateResource[] =>
      [...dependencies, ...(parent === undefined ? [] : [parent])].flatMap((urn) => resources.get(urn) ?? []);
    const depth = (resource: StateResource): number =>
      Math.max(-1, ...awaited(resource).map(depth)) + (resource.custom ? 1 : 0);
    const fed = new Set(
      [...resources.values()].filter(({ custom }) => !custom).flatMap((each) => each.dependencies ?? []),
    );
    return new Map(
      this.ofCloud().map((each) => [
        `${each.type} ${nameOf(each.urn)}`,
        `${String(depth(each))}${fed.has(each.urn) ? ", input of a component" : ""}`,
      ]),
    );
  }

  /** Whether the state says that an operation on it was begun and not ended. */
  isPending({ type, name }: { type: string; name: string }): boolean {
    return (this.state().pending_operations ?? []).some(
      ({ resource }) => resource.type === type && nameOf(resource.urn) === name,
    );
  }

  /** What was made and is pending in the state, because the engine was cut off before the answer. */
  unsettled(): readonly CloudResource[] {
    return this.unknown().filter((each) => this.isPending(each));
  }

  /**
   * Takes the creates that are pending into the state by `npm run settle`; those that made nothing, or the replacement of
   * something that still has its place in the state, are forgotten.
   *
   * @returns how many resources came into the state
   */
  async settle(): Promise<number> {
    const { resources = [], pending_operations: pending = [] } = this.state();
    const creates = pending.filter(({ type }) => type === "creating");
    if (creates.length === 0) return 0;
    const replaced = new Set(resources.map(({ urn }) => urn));
    const ids = creates.map(({ resource: { urn, type } }) => {
      const made = this.unsettled().find((each) => each.type === type && each.name === nameOf(urn));
      return { urn, id: replaced.has(urn) ? undefined : made?.id };
    });
    const words = ids.map(({ urn, id = "none" }) => `${urn}=${id}`);
    const { status, output } = await this.command("settle", words);
    if (status !== 0) throw new Error(output);
    return ids.filter(({ id }) => id !== undefined).length;
  }

  /** What exists and the state does not have. */
  unknown(): readonly CloudResource[] {
    const { resources = [] } = this.state();
    const kept = resources.filter(({ pendingReplacement }) => pendingReplacement !== true);
    const known = new Set(kept.map(({ type, id }) => `${type} ${id ?? ""}`));
    return this.existing().filter(({ type, id }) => !known.has(`${type} ${id}`));
  }

  /** What exists and is neither in the state nor pending there. */
  lost(): readonly CloudResource[] {
    return this.unknown().filter((each) => !this.isPending(each));
  }

  /** What the state has and does not exist. */
  gone(): readonly string[] {
    const exist = new Set(this.existing().map(({ type, id }) => `${type} ${id}`));
    return this.ofCloud()
      .filter((each) => !exist.has(`${each.type} ${each.id ?? ""}`))
      .map(({ urn }) => urn);
  }

  /**
   * Takes what exists and the state does not have into the state, as `docs/recovery.md` tells operators to.
   *
   * @returns how many resources that were
   */
  async importUnknown(): Promise<number> {
    const file = this.path("import.json");
    const preview = await this.run(["preview", "--import-file", file]);
    if (preview.status !== 0) throw new Error(preview.output);
    const { nameTable, resources = [] } = JSON.parse(readFileSync(file, "utf8")) as ImportFile;
    const found = resources.flatMap((resource) => {
      const { type, name, logicalName = name } = resource;
      const made = this.unknown().find((each) => each.type === type && each.name === logicalName);
      return made === undefined ? [] : [{ ...resource, id: made.id }];
    });
    if (found.length === 0) return 0;
    writeFileSync(file, JSON.stringify({ nameTable, resources: found }));
    const quietly = ["--yes", "--skip-preview", "--protect=false", "--generate-code=false"];
    const { status, output } = await this.run(["import", "--file", file, ...quietly]);
    if (status !== 0) throw new Error(output);
    return found.length;
  }

  /** Deletes what exists and the state does not have, as somebody would in AWS's console. */
  deleteUnknown(): number {
    const unknown = this.unknown();
    const ids = new Set(unknown.map(({ type, id }) => `${type} ${id}`));
    for (const [file, { type, id }] of this.cloud()) if (ids.has(`${type} ${id}`)) rmSync(file);
    return unknown.length;
  }
}

/** Until all of them are met, or no further one for three seconds. */
async function standstill(met: () => number, wanted: number, child: ChildProcess): Promise<void> {
  let [last, since] = [0, Date.now()];
  while (child.exitCode === null && met() < wanted && (last === 0 || Date.now() - since < 3000)) {
    await pause(100);
    if (met() !== last) [last, since] = [met(), Date.now()];
  }
}

function linesOf(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as unknown);
}
