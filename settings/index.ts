import * as pulumi from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime";
import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { combinationProblems, type ServiceFacts } from "./combinations";
import { type RelationalSettings, type Settings, schema } from "./schema";
import { secretsInClear } from "./secrets-in-clear";

export type * from "./schema";

/**
 * Reads the settings of this stack, the keys `commerce:*` of `Pulumi.<stack>.yaml`, and checks them all.
 *
 * @throws an Error that lists every problem: the key, the value given and what is allowed.
 */
export function readSettings(services: readonly ServiceFacts[]): Settings {
  const prefix = `${pulumi.getProject()}:`;
  const entries = Object.entries(allConfig())
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), parseValue(value)] as const);
  return parseSettings(
    Object.fromEntries(entries),
    pulumi.getStack(),
    services,
    new Date().toISOString().slice(0, 10),
  );
}

/** {@link readSettings} for values that are at hand. */
export function parseSettings(
  values: Readonly<Record<string, unknown>>,
  stack: string,
  services: readonly ServiceFacts[],
  today: string,
): Settings {
  const inClear = Object.entries(values).flatMap(([key, value]) => secretsInClear(value, key));
  const parsed = schema.safeParse(values, { reportInput: true });
  const problems = [
    ...inClear,
    ...(parsed.error?.issues.flatMap((issue) => describe(issue)) ?? []),
    ...combinationProblems(wellFormed(values), stack, services, today),
  ];
  if (problems.length > 0 || !parsed.success) {
    throw new Error(`The settings in Pulumi.${stack}.yaml are wrong:\n  - ${problems.join("\n  - ")}`);
  }
  return parsed.data;
}

/** The sections that are well-formed by themselves, so that one bad section does not hide what is wrong with another. */
function wellFormed(values: Readonly<Record<string, unknown>>): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap(([key, section]) => {
      const parsed = section.safeParse(values[key]);
      return parsed.success ? [[key, parsed.data]] : [];
    }),
  );
}

/** Structured values reach the program as JSON, plain ones as they stand. */
function parseValue(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function describe(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(issue.path);
    return issue.keys.map((key) => {
      const nearest = [...known].sort((one, other) => distance(key, one) - distance(key, other))[0];
      const offer =
        nearest === undefined ? "remove it" : `did you mean "${nearest}"? Known are ${known.join(", ")}`;
      return `${[...path, key].join(".")}: is not a setting; ${offer}`;
    });
  }
  // A choice between objects is about one key of them.
  const { discriminator } = issue.code === "invalid_union" ? issue : {};
  const input = discriminator ? (issue.input as Record<string, unknown>)[discriminator] : issue.input;
  const given = input === undefined ? "is missing" : `given ${shown(input)}`;
  return [`${path.join(".")}: ${given}; ${issue.message.replace(/^Invalid (input|option): /, "")}`];
}

/** A value as an error shows it; one that may be a secret is caught before, by {@link secretsInClear}. */
function shown(value: unknown): string {
  const text = secretsInClear(value, "").length > 0 ? "(hidden)" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** The keys that the schema knows at a path, through optional values, maps and lists. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let node = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  for (const step of path) {
    const next = node.properties?.[String(step)] ?? node.additionalProperties ?? node.items;
    if (typeof next !== "object" || Array.isArray(next)) return [];
    node = next as typeof node;
  }
  return Object.keys(node.properties ?? {});
}

/** Size and redundancy of each service's database on RDS, by the service's name. */
export function databaseSizes({ data }: Settings): Record<string, RelationalSettings> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, store]) => (store.kind === "rds" ? [[name, store]] : [])),
  );
}
