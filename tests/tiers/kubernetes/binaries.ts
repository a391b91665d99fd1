import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

/** The release of Kubernetes whose API server is built; its libraries are of the same number with `v0`. */
const kubernetesVersion = "v1.36.3";
const librariesVersion = kubernetesVersion.replace("v1.", "v0.");

/** Builds are kept outside of the project, and made once a version. */
const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "commerce");

/** A program that this tier needs and that this machine has not. */
export class Missing extends Error {}

/** Paths of `etcd` and `kube-apiserver`; the latter is built if it is not in the cache (about 5 minutes on two cores). */
export function binaries(): { readonly etcd: string; readonly apiServer: string } {
  const etcd = onPath("etcd", "Debian's package etcd-server has it");
  return { etcd, apiServer: apiServer() };
}

function apiServer(): string {
  const folder = join(cache, "kube-apiserver", kubernetesVersion);
  const binary = join(folder, "kube-apiserver");
  if (existsSync(binary)) return binary;
  const go = onPath(
    "go",
    "it builds kube-apiserver from the Go module k8s.io/kubernetes; see https://go.dev/dl",
  );
  console.log(`      building kube-apiserver ${kubernetesVersion} in ${folder}; this takes minutes, once`);
  mkdirSync(folder, { recursive: true });
  const environment = { ...process.env, GOFLAGS: "-mod=mod", CGO_ENABLED: "0" };
  writeFileSync(join(folder, "go.mod"), goModule(go, environment));
  const [major = "", minor = ""] = kubernetesVersion.slice(1).split(".");
  const variable = (name: string, value: string) => `-X k8s.io/component-base/version.git${name}=${value}`;
  const flags = [
    "-s -w",
    variable("Version", kubernetesVersion),
    variable("Major", major),
    variable("Minor", minor),
  ];
  const unfinished = `${binary}.unfinished`;
  execFileSync(
    go,
    [
      "build",
      "-trimpath",
      "-ldflags",
      flags.join(" "),
      "-o",
      unfinished,
      "k8s.io/kubernetes/cmd/kube-apiserver",
    ],
    { cwd: folder, env: environment, stdio: ["ignore", "ignore", "inherit"] },
  );
  renameSync(unfinished, binary);
  return binary;
}

/**
 * Kubernetes' own `go.mod` finds its libraries in folders that its module leaves out; they are modules of their own, by the
 * same number.
 */
function goModule(go: string, environment: NodeJS.ProcessEnv): string {
  const answer = execFileSync(go, ["mod", "download", "-json", `k8s.io/kubernetes@${kubernetesVersion}`], {
    env: environment,
    encoding: "utf8",
  });
  const { GoMod } = z.object({ GoMod: z.string() }).parse(JSON.parse(answer));
  const own = readFileSync(GoMod, "utf8");
  const libraries = new Set(
    [...own.matchAll(/^\s*(k8s\.io\/[\w-]+) v0\.0\.0$/gm)].map(([, name]) => String(name)),
  );
  const replaced = [...libraries].map((name) => `replace ${name} => ${name} ${librariesVersion}`);
  const goVersion = /^go .+$/m.exec(own)?.[0] ?? "";
  return [
    "module apiserver",
    goVersion,
    `require k8s.io/kubernetes ${kubernetesVersion}`,
    ...replaced,
    "",
  ].join("\n");
}

export function onPath(program: string, hint: string): string {
  const found = spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
  if (found === "") throw new Missing(`${program} is not on the PATH; ${hint}`);
  return found;
}
