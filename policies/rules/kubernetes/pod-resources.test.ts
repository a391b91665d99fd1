import { ABSENT } from "../../testing/paths";
import { CONTAINER, deployment, patch, POD } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podResources } from "./pod-resources";

const amounts = { cpu: "100m", memory: "64Mi" };

describeRule(podResources, {
  compliant: deployment({ resources: { requests: amounts, limits: amounts } }),
  fails: {
    "nothing said": { [`${CONTAINER}.resources`]: ABSENT },
    "an init container of which nothing is said": { [`${POD}.initContainers[0].name`]: "first" },
    ...Object.fromEntries(
      ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"].map((path) => [
        `no ${path}`,
        { [`${CONTAINER}.resources.${path}`]: ABSENT },
      ]),
    ),
  },
  passes: { "a container for debugging": { [`${POD}.ephemeralContainers[0].name`]: "debug" } },
  notApplicable: { "a patch, which may leave it as it is": where({ resource: patch({}) }) },
});
