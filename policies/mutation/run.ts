import { existsSync, readdirSync, readFileSync } from "node:fs";
import Module from "node:module";
import { join, relative } from "node:path";
import { transformSync } from "esbuild";
import { mutantsOf, type Mutant } from "./mutants";

/*
 * Changes every rule a little, one change at a time, and runs the specs that use it: each change that no spec notices
 * is a gap. Specs run in this process, with mocha's describe and it replaced by a collector, until one fails.
 */

const REQUIRED_PERCENT = 95;
const root = join(__dirname, "..");

type Test = () => unknown;
interface LoadedModule {
  readonly filename: string;
  readonly children: readonly LoadedModule[];
}

let tests: Test[] = [];
Object.assign(globalThis, {
  describe: (_: string, define: () => void) => {
    define();
  },
  it: (_: string, test: Test) => tests.push(test),
});

/** What stands for the source of a file while a mutant of it is tried. */
let standIn: { readonly filename: string; readonly text: string } | undefined;
const extensions = (
  Module as unknown as { _extensions: Record<string, (module: unknown, filename: string) => void> }
)._extensions;
const loadFile = extensions[".ts"];
if (loadFile === undefined) throw new Error("run this with tsx: node --require tsx/cjs");
extensions[".ts"] = (module, filename) => {
  if (standIn?.filename !== filename) {
    loadFile(module, filename);
    return;
  }
  const { code } = transformSync(standIn.text, { loader: "ts", format: "cjs" });
  (module as { _compile(code: string, filename: string): void })._compile(code, filename);
};

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(root, folder, file))
    .sort();
}

function uses(module: LoadedModule, filename: string, seen = new Set<LoadedModule>()): boolean {
  if (module.filename === filename) return true;
  if (seen.has(module)) return false;
  seen.add(module);
  return module.children.some((child) => uses(child, filename, seen));
}

/** Loads the specs anew, and of what they use only that which uses `filename`. */
function load(specs: readonly string[], filename: string): Test[] {
  tests = [];
  for (const [key, module] of Object.entries(require.cache)) {
    if (key.startsWith(root) && module !== undefined && uses(module, filename))
      Reflect.deleteProperty(require.cache, key);
  }
  for (const spec of specs) {
    Reflect.deleteProperty(require.cache, spec);
    require(spec);
  }
  return tests;
}

async function isNoticed(load: () => readonly Test[]): Promise<boolean> {
  try {
    for (const test of load()) await test();
    return false;
  } catch {
    return true;
  }
}

function describeMutant(text: string, { start, end, replacement }: Mutant): string {
  const line = text.slice(0, start).split("\n").length;
  const shorten = (part: string): string => part.replaceAll(/\s+/g, " ").slice(0, 60);
  return `${String(line)}: ${shorten(text.slice(start, end))} → ${shorten(replacement)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}
`);
}

async function main(): Promise<void> {
  const language = ["reading", "verdict", "exemption", "pattern", "remedy"].map((name) =>
    join(root, `${name}.ts`),
  );
  const all = [...filesUnder("rules"), ...filesUnder("subjects"), ...language];
  const specs = [
    ...all.filter((file) => file.endsWith(".test.ts")),
    ...language.map((file) => file.replace(/\.ts$/, ".test.ts")).filter((file) => existsSync(file)),
  ];
  for (const spec of specs) require(spec);
  const modules = specs.map((spec) => require.cache[spec] as LoadedModule);
  const only = process.argv[2];
  const sources = all
    .filter((file) => !file.endsWith(".test.ts") && !file.endsWith("taggable-types.ts"))
    .filter((file) => only === undefined || file.includes(only));

  let [killed, total] = [0, 0];
  for (const source of sources) {
    const text = readFileSync(source, "utf8");
    const users = modules.filter((module) => uses(module, source)).map(({ filename }) => filename);
    const own = source.replace(/\.ts$/, ".test.ts");
    users.sort((a, b) => Number(b === own) - Number(a === own));
    if (await isNoticed(() => load(users, source))) throw new Error(`${source}: its specs fail as it is`);
    const survivors: string[] = [];
    const mutants = mutantsOf(text);
    for (const mutant of mutants) {
      standIn = {
        filename: source,
        text: text.slice(0, mutant.start) + mutant.replacement + text.slice(mutant.end),
      };
      if (!(await isNoticed(() => load(users, source)))) survivors.push(describeMutant(text, mutant));
      standIn = undefined;
    }
    load(users, source);
    killed += mutants.length - survivors.length;
    total += mutants.length;
    say(
      `${relative(root, source)}: ${String(mutants.length - survivors.length)} of ${String(mutants.length)}`,
    );
    for (const survivor of survivors) say(`    not noticed at line ${survivor}`);
  }
  const percent = (killed * 100) / total;
  say(`${String(killed)} of ${String(total)} mutants noticed: ${percent.toFixed(1)} %`);
  if (percent < REQUIRED_PERCENT) process.exitCode = 1;
}

void main();
