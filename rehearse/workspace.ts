import type { ChildProcess } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { runEngine, type Engine, type Run } from "./engine";

/** Packages whose plugins are always simulated: they would act in a cloud. */
const clouds = ["aws", "kubernetes"];
/** Packages of components only; their real plugins are used where they are installed. */
const components = ["awsx", "eks"];

export interface WorkspaceOptions {
  /** The folder with `Pulumi.yaml`. */
  readonly project: string;
  readonly stack: string;
  readonly engine: Engine;
  /** A folder with real component plugins, `<folder>/awsx/pulumi-resource-awsx` …; they win over everything else. */
  readonly componentPlugins?: string | undefined;
}

/**
 * A rehearsal's own world in a temporary folder: a project file that names the simulated plugins (the project's own
 * never does, so that no real stack can pick them up), the stack's settings, a file backend, and what the simulated
 * cloud holds. The program itself runs from where it is, unchanged.
 */
export class Workspace {
  readonly directory: string;
  readonly cloud: string;
  readonly log: string;
  /** Of each package, where its plugin comes from. */
  readonly plugins: Readonly<Record<string, string>>;

  /** @throws Error if the stack has no settings. */
  constructor(private readonly options: WorkspaceOptions) {
    const { project, stack, componentPlugins } = options;
    const settings = join(project, `Pulumi.${stack}.yaml`);
    if (!existsSync(settings)) throw new Error(`there is no stack "${stack}": ${settings} does not exist`);
    this.directory = mkdtempSync(join(tmpdir(), "commerce-rehearsal-"));
    this.cloud = join(this.directory, "cloud");
    this.log = join(this.directory, "rehearsal.log");
    for (const folder of ["state", "project"]) mkdirSync(join(this.directory, folder));
    this.plugins = Object.fromEntries(
      [...clouds, ...components].map((name) => [name, pluginFolder(name, componentPlugins)]),
    );
    copyFileSync(settings, join(this.directory, "project", `Pulumi.${stack}.yaml`));
    writeFileSync(join(this.directory, "project", "Pulumi.yaml"), this.projectFile());
  }

  private projectFile(): string {
    const original = parse(readFileSync(join(this.options.project, "Pulumi.yaml"), "utf8")) as {
      main?: string;
    };
    const providers = Object.entries(this.plugins)
      .filter(([, path]) => path !== installed)
      .map(([name, path]) => ({ name, path }));
    const main = resolve(this.options.project, original.main ?? ".");
    return stringify({ ...original, main, plugins: { providers } });
  }

  /** Runs a command of the engine on the stack; its output goes to {@link log}, or `stdout` to a file if one is named. */
  async run(
    args: readonly string[],
    options: { stdout?: string; started?: (child: ChildProcess) => void } = {},
  ): Promise<Run> {
    const cwd = join(this.directory, "project");
    const stack = args[0] === "stack" ? [] : ["--stack", this.options.stack];
    const settings = { cwd, env: this.environment(), log: this.log, ...options };
    return runEngine(this.options.engine, [...args, ...stack, "--non-interactive"], settings);
  }

  /** Nothing in it leads to a real cloud or a real backend. */
  environment(): NodeJS.ProcessEnv {
    const kept = Object.entries(process.env).filter(
      ([key]) => !/^(AWS_|KUBE|PULUMI_(ACCESS|BACKEND|CONFIG))/.test(key),
    );
    return {
      ...Object.fromEntries(kept),
      PATH: [this.awsCli(), process.env["PATH"]].join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(this.directory, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "rehearsal",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      REHEARSAL_CLOUD: this.cloud,
    };
  }

  /** The real eks plugin refuses to start without AWS's CLI; it only asks for its version. */
  private awsCli(): string {
    const folder = join(this.directory, "bin");
    if (!existsSync(folder)) {
      mkdirSync(folder);
      writeFileSync(join(folder, "aws"), '#!/bin/sh\necho "aws-cli/2.17.0 simulated"\n', { mode: 0o755 });
    }
    return folder;
  }

  logTail(lines: number): string {
    return readFileSync(this.log, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Stands for a plugin the engine finds by itself. */
const installed = "installed";

function pluginFolder(name: string, componentPlugins: string | undefined): string {
  if (components.includes(name)) {
    const given = componentPlugins === undefined ? undefined : join(componentPlugins, name);
    if (given !== undefined && existsSync(given)) return given;
    if (isInstalled(name)) return installed;
  }
  return join(__dirname, "plugins", name);
}

function isInstalled(name: string): boolean {
  const { version } = require(`@pulumi/${name}/package.json`) as { version: string };
  const folder = join(process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "plugins");
  return existsSync(folder) && readdirSync(folder).includes(`resource-${name}-v${version}`);
}
