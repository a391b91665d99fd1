import { z } from "zod";

const count = z.int().nonnegative();
const text = z.string();

/**
 * What one run found out about every stack: the only thing that passes from the job that runs a pull request's code to
 * the job that may write comments. It is checked against this schema there, since a pull request could have forged it;
 * whatever it says is shown as text and decides nothing. All text in it is free of secrets already.
 */
const change = z.strictObject({
  op: z.enum(["create", "update", "replace", "delete"]),
  urn: text,
  oldUrn: text.optional(),
  type: text,
  name: text,
  /** The outermost component it belongs to. */
  component: text,
  stateful: z.boolean(),
  losesData: z.boolean(),
  protect: z.boolean(),
  /** Values are short excerpts for readers. */
  properties: z.array(
    z.strictObject({
      path: text,
      before: text.optional(),
      after: text.optional(),
      forcesReplacement: z.boolean(),
      because: text.optional(),
    }),
  ),
  /** How many properties changed; more than are listed if there were too many. */
  propertyCount: count,
  source: z.strictObject({ file: text, line: count }).optional(),
});

const finding = z.strictObject({
  rule: text,
  level: z.enum(["mandatory", "advisory", "remediate"]),
  severity: z.enum(["low", "medium", "high", "critical"]).optional(),
  message: text,
  remediation: text,
  /** Whether the base has it not; absent if nobody knows. */
  isNew: z.boolean().optional(),
  /** The name of the resource; absent for a finding about the whole stack. */
  resource: text.optional(),
  source: z.strictObject({ file: text, line: count }).optional(),
});

const share = z.strictObject({ name: text, usd: z.number(), changeUsd: z.number().optional() });

const cost = z.strictObject({
  fixedUsd: z.number(),
  usageUsd: z.number(),
  /** Against the base; absent if the base's cost is not known. */
  fixedChangeUsd: z.number().optional(),
  usageChangeUsd: z.number().optional(),
  components: z.array(share),
  services: z.array(share),
  /** What depends on use, with the assumptions it rests on. */
  usage: z.array(z.strictObject({ what: text, usd: z.number(), assumption: text })),
  unpriced: z.array(z.strictObject({ type: text, count, reason: text })),
  pricesAsOf: text,
});

const stack = z.strictObject({
  stack: text,
  /** Who said so: the project's own preview, or Pulumi's engine. */
  tool: z.enum(["plan", "engine"]),
  /** Whether the cloud was asked for its state first. */
  refreshed: z.boolean(),
  durationSeconds: z.number().nonnegative().optional(),
  /** Why the preview failed; what else is here is then what was found before. */
  error: text.optional(),
  counts: z.strictObject({ create: count, update: count, replace: count, delete: count, same: count }),
  changes: z.array(change),
  /** Safeguards that the base has and the head takes off, such as `protect`. */
  released: z.array(z.strictObject({ name: text, type: text, component: text, safeguards: z.array(text) })),
  /** Changed components that use others: from, to. */
  uses: z.array(z.tuple([text, text])),
  policies: z
    .strictObject({
      pack: text,
      packVersion: text,
      findings: z.array(finding),
      undecided: z.array(finding),
      errors: z.array(text),
    })
    .optional(),
  cost: cost.optional(),
  notes: z.array(text),
});

const report = z.strictObject({
  format: z.literal("commerce-report"),
  version: z.literal(1),
  /** What a change would do, or what the cloud did without one. */
  subject: z.enum(["change", "drift"]),
  project: text,
  /** The commit previewed: of a pull request, its head. */
  commit: text,
  stacks: z.array(stack),
  /** Why there is nothing about any stack. */
  error: text.optional(),
});

export type Report = z.infer<typeof report>;
export type StackReport = z.infer<typeof stack>;
export type Change = z.infer<typeof change>;
export type Finding = z.infer<typeof finding>;
export type StackCost = z.infer<typeof cost>;

/** @throws Error that says what is wrong with the file, if it is not a report. */
export function parseReport(json: string, file: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = report.safeParse(value);
  if (!parsed.success)
    throw new Error(`${file} is not a report:\n${z.prettifyError(parsed.error).slice(0, 2000)}`);
  return parsed.data;
}
