import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Plan, PlanValue } from "./plan";

const urn = z.string().startsWith("urn:pulumi:");
const source = z.object({ file: z.string(), line: z.int() });
const values = z.record(
  z.string(),
  z.custom<PlanValue>((value) => value !== undefined),
);
const finding = z.object({
  rule: z.string(),
  level: z.enum(["mandatory", "advisory", "remediate"]),
  severity: z.enum(["low", "medium", "high", "critical"]),
  message: z.string(),
  remediation: z.string(),
  urn: urn.optional(),
  source: source.optional(),
});
const counts = z.object({
  passed: z.int(),
  failed: z.int(),
  undecided: z.int(),
  notApplicable: z.int(),
  exempt: z.int(),
});
const policies = z.object({
  pack: z.string(),
  packVersion: z.string(),
  findings: z.array(finding),
  undecided: z.array(finding),
  rules: z.record(z.string(), counts),
  errors: z.array(z.string()),
});
const resource = z.object({
  urn,
  type: z.string(),
  name: z.string(),
  custom: z.boolean(),
  read: z.boolean(),
  simulated: z.boolean(),
  parent: urn.optional(),
  provider: z.string().optional(),
  inputs: values,
  dependencies: z.array(urn),
  propertyDependencies: z.record(z.string(), z.array(urn)),
  protect: z.boolean(),
  retainOnDelete: z.boolean(),
  deleteBeforeReplace: z.boolean(),
  ignoreChanges: z.array(z.string()),
  replaceOnChanges: z.array(z.string()),
  aliases: z.array(urn),
  source: source.optional(),
});
const plan = z.object({
  format: z.literal("commerce-plan", {
    error: "must be commerce-plan: this is no plan of `npm run preview`",
  }),
  version: z.literal(1, { error: "must be 1, the only version this program reads" }),
  project: z.string(),
  stack: z.string(),
  notes: z.array(z.string()),
  resources: z.array(resource).min(1, "is empty: every stack has at least itself"),
  outputs: values,
  policies: policies.optional(),
});

/** @throws Error naming the file and everything in it that is not as docs/plan.md says. */
export function readPlan(path: string): Plan {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(
      `${path} cannot be read as a plan: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
  return parsePlan(content, path);
}

/** @throws Error naming `origin` and everything in `content` that is not as docs/plan.md says. */
export function parsePlan(content: unknown, origin: string): Plan {
  const parsed = plan.safeParse(content);
  if (parsed.success) return parsed.data as Plan;
  const { issues } = parsed.error;
  const shown = issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join(".") || "it"}: ${message}`);
  if (issues.length > shown.length) shown.push(`and ${String(issues.length - shown.length)} more`);
  throw new Error(`${origin} is not a valid plan: ${shown.join("; ")}`);
}
