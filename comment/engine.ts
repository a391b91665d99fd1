import { z } from "zod";

/** What Pulumi's engine says about one resource before an operation. */
const state = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  parent: z.string().optional(),
  provider: z.string().optional(),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  external: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
});

const keys = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const step = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  diffReasons: keys,
  replaceReasons: keys,
  detailedDiff: z
    .record(z.string(), z.looseObject({ kind: z.string(), inputDiff: z.boolean().default(false) }))
    .nullish(),
});

const severity = z.string().default("info");

/** The document that `pulumi preview --json` prints. */
const digest = z.looseObject({
  steps: z.array(step).default([]),
  diagnostics: z.array(z.looseObject({ message: z.string().default(""), severity })).default([]),
  /** Nanoseconds. */
  duration: z.number().optional(),
  changeSummary: z.record(z.string(), z.number()).default({}),
});

/** One line of the file that `--event-log` writes; of the many kinds of event only these matter here. */
const event = z.looseObject({
  diagnosticEvent: z
    .looseObject({ message: z.string(), prefix: z.string().default(""), severity })
    .optional(),
  resourcePreEvent: z
    .looseObject({
      metadata: z.looseObject({
        op: z.string(),
        urn: z.string(),
        old: state.nullish(),
        new: state.nullish(),
        keys,
        diffs: keys,
        detailedDiff: z
          .record(z.string(), z.looseObject({ diffKind: z.string(), inputDiff: z.boolean().default(false) }))
          .nullish(),
      }),
    })
    .optional(),
  policyEvent: z
    .looseObject({
      resourceUrn: z.string().optional(),
      message: z.string(),
      policyName: z.string(),
      policyPackName: z.string(),
      policyPackVersion: z.string().default(""),
      enforcementLevel: z.string(),
      severity: z.enum(["low", "medium", "high", "critical"]).optional(),
    })
    .optional(),
  summaryEvent: z
    .looseObject({
      durationSeconds: z.number().optional(),
      resourceChanges: z.record(z.string(), z.number()).default({}),
      PolicyPacks: z.record(z.string(), z.string()).nullish(),
    })
    .optional(),
  errorEvent: z.looseObject({ error: z.string() }).optional(),
});

export type EngineState = z.infer<typeof state>;
export type EngineStep = z.infer<typeof step>;
export type EnginePolicyEvent = NonNullable<z.infer<typeof event>["policyEvent"]>;

/** What both forms of the engine's output have in common. */
export interface EngineOutput {
  readonly steps: readonly EngineStep[];
  readonly errors: readonly string[];
  readonly durationSeconds: number | undefined;
  /** How many resources stay the same, whether or not there is a step for each. */
  readonly same: number;
  /** Undefined where the form has none: `pulumi preview --json` says nothing about policies. */
  readonly policies:
    | { readonly packs: Readonly<Record<string, string>>; readonly events: readonly EnginePolicyEvent[] }
    | undefined;
}

/**
 * Reads what `pulumi preview --json` printed, or an event log (`--event-log`, or `preview --json` with
 * `PULUMI_ENABLE_STREAMING_JSON_PREVIEW`).
 * @throws Error that names the file and what is wrong with it.
 */
export function parseEngineOutput(contents: string, file: string): EngineOutput {
  const whole = parseJson(contents);
  if (isObject(whole) && !("sequence" in whole)) return fromDigest(whole, file);
  const lines = contents.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) throw new Error(`${file} is empty; the preview wrote nothing`);
  return fromEvents(
    lines.map((line, index) => {
      const parsed = event.safeParse(parseJson(line));
      if (parsed.success) return parsed.data;
      throw new Error(
        `${file}, line ${String(index + 1)} is no engine event: ${z.prettifyError(parsed.error).slice(0, 500)}`,
      );
    }),
  );
}

function fromDigest(json: unknown, file: string): EngineOutput {
  const parsed = digest.safeParse(json);
  if (!parsed.success)
    throw new Error(
      `${file} is not from pulumi preview --json: ${z.prettifyError(parsed.error).slice(0, 500)}`,
    );
  const { steps, diagnostics, duration, changeSummary } = parsed.data;
  if (!["steps", "diagnostics", "changeSummary"].some((key) => isObject(json) && key in json))
    throw new Error(`${file} has neither steps nor diagnostics; it is not from pulumi preview --json`);
  return {
    steps,
    errors: diagnostics.filter((each) => each.severity === "error").map((each) => each.message),
    durationSeconds: duration === undefined ? undefined : duration / 1e9,
    same: changeSummary["same"] ?? 0,
    policies: undefined,
  };
}

function fromEvents(events: readonly z.infer<typeof event>[]): EngineOutput {
  const present = <T>(values: readonly (T | undefined)[]): T[] =>
    values.filter((value) => value !== undefined);
  const summary = events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
  const policyEvents = present(events.map(({ policyEvent }) => policyEvent));
  const packs = summary?.PolicyPacks ?? {};
  return {
    steps: present(events.map(({ resourcePreEvent }) => resourcePreEvent)).map(({ metadata }) => ({
      op: metadata.op,
      urn: metadata.urn,
      oldState: metadata.old,
      newState: metadata.new,
      replaceReasons: metadata.keys,
      diffReasons: metadata.diffs,
      detailedDiff:
        metadata.detailedDiff &&
        Object.fromEntries(
          Object.entries(metadata.detailedDiff).map(([path, { diffKind, inputDiff }]) => [
            path,
            { kind: diffKind, inputDiff },
          ]),
        ),
    })),
    errors: [
      ...present(events.map(({ diagnosticEvent }) => diagnosticEvent))
        .filter((each) => each.severity === "error")
        .map((each) => each.prefix + each.message),
      ...present(events.map(({ errorEvent }) => errorEvent?.error)),
    ],
    durationSeconds: summary?.durationSeconds,
    same: summary?.resourceChanges["same"] ?? 0,
    policies:
      policyEvents.length > 0 || Object.keys(packs).length > 0 ? { packs, events: policyEvents } : undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
