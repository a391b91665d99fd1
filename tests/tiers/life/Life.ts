import assert from "node:assert/strict";
import type { Engine } from "../../../rehearse/engine";
import type { Fault, FaultKind, ProviderCall } from "../../../rehearse/plugins/faults";
import { Platform } from "./platform";

/** What all lives of a run met, for the line that it prints at its end. */
export const tally = {
  planned: 0,
  injected: 0,
  lost: 0,
  unnamed: 0,
  hung: 0,
  unanswered: 0,
  pending: 0,
  settled: 0,
  imported: 0,
  deleted: 0,
};

const unattended = ["--yes", "--skip-preview", "--parallel", "64"];
export const stoppingUp = ["up", ...unattended];
/** With this option the engine goes on after an error, so that it reaches every fault of a layer. */
export const up = [...stoppingUp, "--continue-on-error"];
export const destroy = ["destroy", ...unattended, "--continue-on-error"];
export const refresh = ["refresh", ...unattended];

after(() => {
  if (tally.injected === 0) return;
  const { planned, injected, lost, unnamed, hung, unanswered, pending, settled, imported, deleted } = tally;
  const setAgain = unanswered + pending - settled - imported - deleted;
  console.log(
    `
${String(injected)} of ${String(planned)} faults met: ${String(lost)} resources lost from the state, ` +
      `${String(unnamed)} unnamed errors, ${String(hung)} hangs beyond the time-out
${String(unanswered)} creates whose answer never came: not in the state, all named
${String(pending)} creates pending in the state, because the engine was cut off
Of these ${String(settled)} settled, ${String(imported)} imported, ${String(deleted)} deleted by hand, ` +
      `${String(setAgain)} set again by the next run`,
  );
});

/** With these a create has made its resource, and the engine hears an error instead of its id. */
const answerless: readonly FaultKind[] = ["lose", "die", "noId"];

/** A stack that lives through faults. Whatever is amiss is written down, with the step after which it was. */
export class Life {
  readonly problems: string[] = [];

  private constructor(readonly platform: Platform) {}

  /** A new stack; who begins it removes its platform. */
  static async begin(engine: Engine): Promise<Life> {
    const platform = new Platform(engine);
    const { status, output } = await platform.run(["stack", "init", "life", "--no-select"]);
    assert.equal(status, 0, output);
    return new Life(platform);
  }

  /** A new stack's story. @returns what was amiss */
  static async of(engine: Engine, story: (life: Life) => Promise<void>): Promise<readonly string[]> {
    const life = await Life.begin(engine);
    try {
      await story(life);
      return life.problems;
    } catch (error) {
      return [...life.problems, String(error)];
    } finally {
      life.platform.remove();
    }
  }

  /**
   * Runs a command while the provider goes wrong. Each fault that is met must be named by an error; the command must end;
   * and what exists must be in the state or pending there, but for creates whose answer never came.
   */
  async suffer(args: readonly string[], faults: readonly Fault[]): Promise<string> {
    if (faults.length === 0) return "";
    const { platform } = this;
    const { output, status, timedOut, met } = await platform.run(args, faults);
    const step = `${args[0] ?? ""} with ${faults[0]?.kind ?? "no fault"}`;
    const amiss = (what: string): void => void this.problems.push(`${step}: ${what}`);
    const metAt = new Set(met.map(titleOf));

    tally.planned += faults.length;
    tally.injected += metAt.size;
    if (status === 0) amiss("exit 0");
    for (const fault of met.filter((each) => !isNamed(output, each))) {
      tally.unnamed++;
      amiss(`no error names ${titleOf(fault)}`);
    }
    if (timedOut) {
      tally.hung++;
      amiss(`does not end:\n${output.slice(-1500)}`);
    }
    tally.pending += platform.unsettled().length;
    const noAnswer = faults.some(({ kind }) => answerless.includes(kind));
    for (const resource of platform.lost()) {
      if (noAnswer && isNamed(output, resource)) {
        tally.unanswered++;
      } else {
        tally.lost++;
        amiss(`lost: ${resource.type} ${resource.name}`);
      }
    }
    return output;
  }

  /** What `docs/recovery.md` tells operators to do, then the next run: it must go through and leave nothing amiss. */
  async repair(args: readonly string[]): Promise<void> {
    const { platform } = this;
    // Other lives add to the tally while this one waits.
    const settled = await platform.settle();
    const imported = platform.lost().length > 0 ? await platform.importUnknown() : 0;
    tally.settled += settled;
    tally.imported += imported;
    tally.deleted += platform.deleteUnknown();
    const { status, output } = await platform.run(args);
    const step = `${args[0] ?? ""}, the run after`;
    if (status !== 0) this.problems.push(`${step}: fails\n${output.slice(-1500)}`);
    this.problems.push(
      ...platform.gone().map((urn) => `${step}: in the state, does not exist: ${urn}`),
      ...platform.unknown().map(({ type, name }) => `${step}: not in the state: ${type} ${name}`),
    );
  }
}

function titleOf({ method, type, name }: ProviderCall): string {
  return `${method} of ${type} ${name}`;
}

/**
 * Whether an error's line names the resource, as the engine writes it: `aws:sns:Topic orders`. A look-up is named by its
 * token; a provider that could not be configured by the resource that needed it first, or as the process that ended.
 */
export function isNamed(
  output: string,
  subject: Pick<ProviderCall, "type" | "name"> & Partial<Fault>,
): boolean {
  const { method, kind, type, name } = subject;
  const written = type.replace(/\/[^:]*/, "");
  const titles = [`${written} ${name} `, `${written} resource '${name}'`];
  if (method === "invoke") titles.push(type);
  if (method === "configure") titles.push(" aws:");
  if (kind === "die" && (method === "invoke" || method === "configure")) titles.push("exited prematurely");
  return output
    .split("\n")
    .filter((line) => /error:|\*\*.*failed|\(interrupted\)/i.test(line))
    .some((line) => titles.some((title) => line.includes(title)));
}
