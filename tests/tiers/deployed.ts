import { previewStack } from "../../preview/host";
import { readProject, readStackConfig } from "../../preview/project";
import * as simulation from "../../preview/simulation";
import { Stack } from "../stacks/previewed";
import { ProjectCopy } from "../stacks/project-copy";

/**
 * A stack as it would be deployed: its unmodified program, with the simulated clouds answering as if its resources had
 * been created. So documents (redrive policies, queue policies …) are known, with ARNs of simulated resources; what
 * comes from the components of awsx and eks stays unknown.
 */
export async function deployed(stack: string, directory = process.cwd()): Promise<Stack> {
  const project = readProject(directory);
  return new Stack(
    await previewStack({
      project,
      stack,
      config: readStackConfig(project, stack),
      simulation: {
        ...simulation,
        create: (type, name, inputs, context) =>
          simulation.create(type, name, inputs, { ...context, preview: false }),
      },
      stackOutputs: {},
      organization: "organization",
      timeoutSeconds: 120,
    }),
  );
}

/** The stack `prod` as it would be deployed if these services were written for MySQL. */
export async function deployedOnMysql(...services: readonly string[]): Promise<Stack> {
  const project = new ProjectCopy();
  try {
    project.useMysql(...services);
    return await deployed("prod", project.directory);
  } finally {
    project.remove();
  }
}
