import { startAnalyzer, type Analyzer } from "./analyzer";
import { buildPlan } from "./build-plan";
import { previewStack, type PreviewedStack } from "./host";
import type { Plan } from "./plan";
import { compilePolicyPack, policyPackOf } from "./policy-pack";
import { readStackConfig, type Project } from "./project";
import type { StackOutputs } from "./session";
import * as simulation from "./simulation";

export interface RunOptions {
  readonly project: Project;
  readonly stacks: readonly string[];
  /** Whether the project's policy pack, if there is one, judges each stack. */
  readonly policies: boolean;
  readonly timeoutSeconds: number;
  readonly stackOutputs: StackOutputs;
}

/** A stack's preview; `plan.policies` is absent if no pack was run, or if the program failed. */
export interface StackReport {
  readonly preview: PreviewedStack;
  readonly plan: Plan;
}

const ORGANIZATION = "organization"; // As the engine's own backends for files and buckets call it.
/** Programs at once: more would not end sooner on two cores, and each takes hundreds of megabytes. */
const AT_ONCE = 2;

/** Previews several stacks; the reports come in the order of `stacks`. */
export async function runStacks(options: RunOptions): Promise<StackReport[]> {
  const { project, stacks, policies } = options;
  const packDirectory = policies ? policyPackOf(project.directory) : undefined;
  const compiled =
    packDirectory === undefined ? Promise.resolve() : compilePolicyPack(project.directory, packDirectory);
  const reports = new Map<string, StackReport>();
  const queue = [...stacks];
  const work = async (): Promise<void> => {
    for (let stack = queue.shift(); stack !== undefined; stack = queue.shift()) {
      const analyzer = compiled.then(() =>
        packDirectory === undefined ? undefined : startPolicies(project, packDirectory, stack),
      );
      reports.set(stack, await runStack(options, stack, analyzer));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return stacks.flatMap((stack) => reports.get(stack) ?? []);
}

function startPolicies(project: Project, packDirectory: string, stack: string): Promise<Analyzer> {
  const { name, directory } = project;
  return startAnalyzer({
    packDirectory,
    projectDirectory: directory,
    project: name,
    stack,
    organization: ORGANIZATION,
  });
}

async function runStack(
  { project, timeoutSeconds, stackOutputs }: RunOptions,
  stack: string,
  starting: Promise<Analyzer | undefined>,
): Promise<StackReport> {
  const config = readStackConfig(project, stack);
  const options = {
    project,
    stack,
    config,
    simulation,
    stackOutputs,
    organization: ORGANIZATION,
    timeoutSeconds,
  };
  const [preview, analyzer] = await Promise.all([previewStack(options), starting]);
  try {
    const policies = preview.succeeded ? await analyzer?.analyze(preview.registrations) : undefined;
    return { preview, plan: buildPlan({ ...preview, project: project.name }, policies) };
  } finally {
    analyzer?.close();
  }
}
