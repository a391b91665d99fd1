import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** Stands for a value that only the stack's secrets provider can decrypt. */
export const ENCRYPTED = "[encrypted]";

export interface Project {
  /** Absolute. */
  readonly directory: string;
  readonly name: string;
  /** The program, as `node` takes it. */
  readonly main: string;
  readonly nodeArgs: readonly string[];
  readonly typescript: boolean;
}

/** Values as the engine hands them to a program: text, or JSON for anything structured. */
export interface StackConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

const nodeOptions = z.object({ typescript: z.boolean().default(true), nodeargs: z.string().default("") });
const runtime = z.preprocess(
  (value) => (typeof value === "string" ? { name: value } : value),
  z.object({
    name: z.literal("nodejs", { error: "must be nodejs: nothing else can be previewed" }),
    options: nodeOptions.default({ typescript: true, nodeargs: "" }),
  }),
);
const projectFile = z.object({
  name: z.string(),
  runtime,
  main: z.string().default("."),
  config: z.record(z.string(), z.unknown()).default({}),
});
const stackFile = z.object({ config: z.record(z.string(), z.unknown()).nullish() }).nullish();

/** @throws Error naming the file if there is no project, or what in it cannot be read. */
export function readProject(directory: string): Project {
  const { name, runtime, main } = readFile(join(directory, "Pulumi.yaml"), projectFile);
  const { typescript, nodeargs } = runtime.options;
  return { directory, name, main, nodeArgs: words(nodeargs), typescript };
}

/** Names of the stacks that have settings, `Pulumi.<stack>.yaml`. */
export function stacksOf(project: Project): string[] {
  return readdirSync(project.directory)
    .map((file) => /^Pulumi\.([A-Za-z0-9_.-]+)\.yaml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

/** @throws Error if the stack has no settings file. */
export function readStackConfig(project: Project, stack: string): StackConfig {
  const path = join(project.directory, `Pulumi.${stack}.yaml`);
  if (!existsSync(path)) {
    const known = stacksOf(project).join(", ") || "none";
    throw new Error(`there is no ${basename(path)}; stacks with settings: ${known}`);
  }
  const defaults = readFile(join(project.directory, "Pulumi.yaml"), projectFile).config;
  const own = readFile(path, stackFile)?.config ?? {};
  const values: Record<string, string> = {};
  const secretKeys: string[] = [];
  const add = (name: string, value: unknown): void => {
    const key = name.includes(":") ? name.replace(":config:", ":") : `${project.name}:${name}`;
    const decrypted = withoutEncrypted(value);
    values[key] = typeof decrypted === "string" ? decrypted : JSON.stringify(decrypted);
    if (JSON.stringify(decrypted) !== JSON.stringify(value)) secretKeys.push(key);
  };
  for (const [name, declared] of Object.entries(defaults)) {
    const value = defaultOf(declared);
    if (value !== undefined) add(name, value);
  }
  for (const [name, value] of Object.entries(own)) add(name, value);
  return { values, secretKeys: [...new Set(secretKeys)] };
}

/** Project-level configuration is a value, or a declaration with a `value` or a `default`. */
function defaultOf(declared: unknown): unknown {
  if (typeof declared !== "object" || declared === null || Array.isArray(declared)) return declared;
  const { value, default: byDefault } = declared as { value?: unknown; default?: unknown };
  return value ?? byDefault;
}

/** `{secure: <ciphertext>}`, at any depth, becomes {@link ENCRYPTED}. */
function withoutEncrypted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEncrypted);
  if (typeof value !== "object" || value === null) return value ?? "";
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "secure") return ENCRYPTED;
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutEncrypted(inner)]));
}

function readFile<T>(path: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Splits arguments as a shell does, quotes included. */
function words(text: string): string[] {
  const found = text.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return found.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
