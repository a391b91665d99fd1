import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Project, StackConfig } from "./project";

/** How a program ended. */
export interface Ending {
  /** `undefined` if it was killed. */
  readonly exitCode: number | undefined;
  /** What nobody caught, the first first. */
  readonly errors: readonly UncaughtError[];
  /** What it wrote to its standard output and error, in order. */
  readonly output: string;
  /** Resources that were constructed and never registered: some input of theirs never came. */
  readonly waiting: readonly string[];
  /** `undefined` if it was killed. */
  readonly usage: Usage | undefined;
}

/** What the program's process took. */
export interface Usage {
  readonly peakMemoryBytes: number;
  readonly cpuSeconds: number;
}

/** What a program that does not end is doing. */
export interface Activity {
  /** What keeps its event loop alive, in the words of Node.js. */
  readonly active: readonly string[];
  /** Resources that were constructed and whose inputs have not all arrived. */
  readonly waiting: readonly string[];
}

export interface UncaughtError {
  readonly message: string;
  readonly stack: string;
}

export interface Invocation {
  readonly project: Project;
  readonly stack: string;
  readonly organization: string;
  readonly config: StackConfig;
  /** Where the host serves both protocols, `host:port`. */
  readonly address: string;
}

interface Report {
  readonly error?: string;
  readonly stack?: string;
  readonly usage?: Usage;
  readonly active?: readonly string[];
  readonly waiting?: readonly string[];
}

/** A program, started the way the engine's language host for Node.js does it. */
export class Program {
  readonly ended: Promise<Ending>;
  private readonly process: ChildProcess;
  private readonly errors: UncaughtError[] = [];
  private readonly output: string[] = [];
  private usage: Usage | undefined;
  private active: readonly string[] | undefined;
  private waiting: readonly string[] = [];

  constructor(invocation: Invocation) {
    const { project } = invocation;
    const guard = join(__dirname, "guard.cjs");
    const run = createRequire(join(project.directory, "Pulumi.yaml")).resolve("@pulumi/pulumi/cmd/run");
    this.process = spawn(
      process.execPath,
      ["--require", guard, ...project.nodeArgs, run, ...argumentsOf(invocation), project.main],
      { cwd: project.directory, env: environmentOf(invocation), stdio: ["ignore", "pipe", "pipe", "pipe"] },
    );
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.output.push(text));
    }
    createInterface({ input: this.process.stdio[3] as Readable }).on("line", (line) => this.hear(line));
    this.ended = new Promise((resolve, reject) => {
      this.process.on("error", reject);
      this.process.on("close", (code) => resolve(this.ending(code ?? undefined)));
    });
  }

  /** `undefined` if it is too busy to answer within half a second. */
  async activity(): Promise<Activity | undefined> {
    this.process.kill("SIGUSR2");
    for (let waited = 0; waited < 10 && this.active === undefined; waited += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return this.active === undefined ? undefined : { active: this.active, waiting: this.waiting };
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  private hear(line: string): void {
    const { error, stack, usage, active, waiting } = parseReport(line);
    if (error !== undefined) this.errors.push({ message: error, stack: stack ?? "" });
    if (waiting !== undefined) this.waiting = waiting;
    if (active !== undefined) this.active = active;
    if (usage !== undefined) this.usage = usage;
  }

  private ending(exitCode: number | undefined): Ending {
    const { errors, output, waiting, usage } = this;
    return { exitCode, errors, output: output.join(""), waiting, usage };
  }
}

/** A program that is killed can leave half a line behind. */
function parseReport(line: string): Report {
  try {
    return JSON.parse(line) as Report;
  } catch {
    return {};
  }
}

function argumentsOf({ address, organization, project, stack }: Invocation): string[] {
  const values = {
    monitor: address,
    engine: address,
    organization,
    project: project.name,
    "root-directory": project.directory,
    stack,
    pwd: project.directory,
  };
  const named = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
  return [...named, "--dry-run", "--parallel", "32"];
}

function environmentOf({ project, config }: Invocation): NodeJS.ProcessEnv {
  // The SDK still knows keys by the form they had before 2018.
  const values = Object.entries(config.values).map(([key, value]) => [key.replace(":", ":config:"), value]);
  return {
    NODE_COMPILE_CACHE: join(project.directory, ".preview", "compile-cache"),
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    COMMERCE_REPORT_TO: "3",
    ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
  };
}
