import { previewStack } from "../../preview/host";
import { readProject, readStackConfig } from "../../preview/project";
import * as simulation from "../../preview/simulation";
import { Stack } from "../stacks/previewed";

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
