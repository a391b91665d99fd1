import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../../rehearse/engine";
import type { CloudResource } from "../../../rehearse/plugins/cloud";
import type { Fault } from "../../../rehearse/plugins/faults";
import { Workspace } from "../../../rehearse/workspace";

/** Longest that a command may take, hanging provider or not; an `up` of the small program takes seconds. */
const timeoutSeconds = 60;

interface State {
  readonly resources?: readonly { urn: string; id?: string; type: string; custom: boolean }[];
  readonly pending_operations?: readonly { type: string; resource: { urn: string; type: string } }[];
}

export interface Outcome {
  readonly status: number;
  readonly output: string;
  readonly met: readonly Fault[];
  readonly timedOut: boolean;
}

/** A stack of the small program, with its state and its simulated cloud. */
export class Platform {
  private readonly workspace: Workspace;

  constructor(engine: Engine) {
    this.workspace = new Workspace({
      project: join(__dirname, "fixtures", "platform"),
      stack: "life",
      engine,
    });
  }

  /** Other settings: what can change in place changes, the rest is replaced. */
  configure(generation: number): void {
    const file = join(this.workspace.directory, "project", "Pulumi.life.yaml");
    writeFileSync(file, `config: { life:generation: "${String(generation)}" }\n`);
  }

  async run(args: readonly string[], faults: readonly Fault[] = []): Promise<Outcome> {
    const file = join(this.workspace.directory, "faults.json");
    const met = `${file}.met`;
    writeFileSync(file, JSON.stringify(faults));
    rmSync(met, { force: true });
    appendFileSync(this.workspace.log, "");
    const before = readFileSync(this.workspace.log, "utf8").length;
    process.env["REHEARSAL_FAULTS"] = file;
    let timedOut = false;
    const timers: NodeJS.Timeout[] = [];
    try {
      const { status } = await this.workspace.run(args, {
        started: (child) => {
          // As somebody would who sees that nothing moves: Ctrl-C.
          if (faults.some(({ kind }) => kind === "hang"))
            timers.push(
              setInterval(() => {
                if (!existsSync(met)) return;
                timers.forEach(clearInterval);
                timers.push(setTimeout(() => child.kill("SIGINT"), 1000));
              }, 200),
            );
          timers.push(
            setTimeout(() => {
              timedOut = true;
              child.kill("SIGKILL");
            }, timeoutSeconds * 1000),
          );
        },
      });
      const output = readFileSync(this.workspace.log, "utf8").slice(before);
      const lines = existsSync(met) ? readFileSync(met, "utf8").trim().split("\n") : [];
      return { status, output, met: lines.map((line) => JSON.parse(line) as Fault), timedOut };
    } finally {
      timers.forEach((timer) => clearTimeout(timer));
      delete process.env["REHEARSAL_FAULTS"];
    }
  }

  private state(): State {
    const file = join(this.workspace.directory, "state/.pulumi/stacks/life/life.json");
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: State } };
    return checkpoint.latest ?? {};
  }

  private cloud(): readonly CloudResource[] {
    return readdirSync(this.workspace.cloud).map(
      (file) => JSON.parse(readFileSync(join(this.workspace.cloud, file), "utf8")) as CloudResource,
    );
  }

  /** What could be told faults: the resources that the state has. */
  resources(): readonly { type: string; name: string }[] {
    return (this.state().resources ?? [])
      .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
      .map(({ type, urn }) => ({ type, name: nameOf(urn) }));
  }

  /** Arguments of a refresh that takes back what was created with no answer, as `docs/rehearse.md` tells operators to. */
  pendingCreates(): readonly string[] {
    return (this.state().pending_operations ?? [])
      .filter(({ type }) => type === "creating")
      .flatMap(({ resource: { urn, type } }) => {
        const known = new Set((this.state().resources ?? []).map(({ id }) => id));
        const found = this.cloud().find(
          (each) => each.type === type && each.name === nameOf(urn) && !known.has(each.id),
        );
        return found === undefined
          ? []
          : ["--import-pending-creates", urn, "--import-pending-creates", found.id];
      });
  }

  /** What exists and is neither in the state nor pending there. */
  lost(): readonly string[] {
    const { resources = [], pending_operations: pending = [] } = this.state();
    const known = new Set(resources.map(({ type, id }) => `${type} ${id ?? ""}`));
    const awaited = new Set(pending.map(({ resource: { type, urn } }) => `${type} ${nameOf(urn)}`));
    return this.cloud()
      .filter(({ type, id, name }) => !known.has(`${type} ${id}`) && !awaited.has(`${type} ${name}`))
      .map(({ type, name, id }) => `${type} ${name} (${id})`);
  }

  /** What the state has and does not exist. */
  gone(): readonly string[] {
    const exist = new Set(this.cloud().map(({ type, id }) => `${type} ${id}`));
    return (this.state().resources ?? [])
      .filter(
        ({ custom, type, id }) => custom && !type.startsWith("pulumi:") && !exist.has(`${type} ${id ?? ""}`),
      )
      .map(({ urn }) => urn);
  }

  remove(): void {
    this.workspace.remove();
  }
}

function nameOf(urn: string): string {
  return urn.split("::")[3] ?? "";
}
