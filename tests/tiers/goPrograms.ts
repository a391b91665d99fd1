import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { Unavailable } from "./unavailable";

/** A program of a Go module, built at an exact version. */
export interface GoProgram {
  readonly module: string;
  readonly version: string;
  /** Path of the package with the program in the module; its last part names the program. */
  readonly package: string;
  /** Values for the linker to put into variables, by their full names. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Version of the modules that the module's own `go.mod` finds in folders it leaves out. @default there are none */
  readonly siblingsVersion?: string;
}

/** Builds are kept outside of the project, and made once a version. */
const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "commerce");

/** Path of the program, which is built if the cache has it not: minutes, once. @throws Unavailable where there is no Go */
export function goProgram(program: GoProgram): string {
  const name = program.package.split("/").at(-1) ?? "";
  const folder = join(cache, name, program.version);
  const binary = join(folder, name);
  if (existsSync(binary)) return binary;
  const go = onPath("go", `it builds ${name} from the Go module ${program.module}; see https://go.dev/dl`);
  console.log(`      building ${name} ${program.version} in ${folder}; this takes minutes, once`);
  mkdirSync(folder, { recursive: true });
  const environment = { ...process.env, GOFLAGS: "-mod=mod", CGO_ENABLED: "0" };
  writeFileSync(join(folder, "go.mod"), goModule(go, environment, program));
  const variables = Object.entries(program.variables ?? {}).map(([key, value]) => `-X ${key}=${value}`);
  const unfinished = `${binary}.unfinished`;
  execFileSync(
    go,
    [
      "build",
      "-trimpath",
      "-ldflags",
      ["-s -w", ...variables].join(" "),
      "-o",
      unfinished,
      `${program.module}/${program.package}`,
    ],
    { cwd: folder, env: environment, stdio: ["ignore", "ignore", "inherit"] },
  );
  renameSync(unfinished, binary);
  return binary;
}

export function onPath(program: string, hint: string): string {
  const found = spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
  if (found === "") throw new Unavailable(`${program} is not on the PATH; ${hint}`);
  return found;
}

function goModule(go: string, environment: NodeJS.ProcessEnv, program: GoProgram): string {
  const { module, version, siblingsVersion } = program;
  const answer = execFileSync(go, ["mod", "download", "-json", `${module}@${version}`], {
    env: environment,
    encoding: "utf8",
  });
  const { GoMod } = z.object({ GoMod: z.string() }).parse(JSON.parse(answer));
  const own = readFileSync(GoMod, "utf8");
  const siblings = new Set([...own.matchAll(/^\s*(\S+) v0\.0\.0$/gm)].map(([, name]) => String(name)));
  const replaced =
    siblingsVersion === undefined
      ? []
      : [...siblings].map((name) => `replace ${name} => ${name} ${siblingsVersion}`);
  const goVersion = /^go .+$/m.exec(own)?.[0] ?? "";
  return ["module tools", goVersion, `require ${module} ${version}`, ...replaced, ""].join("\n");
}
