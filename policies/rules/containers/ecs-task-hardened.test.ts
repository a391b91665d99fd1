import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { ecsTaskHardened } from "./ecs-task-hardened";

const hardened = {
  name: "payment",
  user: "1000:1000",
  readonlyRootFilesystem: true,
  logConfiguration: { logDriver: "awslogs" },
};
const container = (changes: object) => ({
  containerDefinitions: JSON.stringify([hardened, { ...hardened, ...changes }]),
});

describeRule(ecsTaskHardened, {
  compliant: {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name: "payment",
    properties: {
      ...container({ privileged: false }),
      networkMode: "awsvpc",
      pidMode: "task",
      ipcMode: "none",
    },
  },
  fails: {
    "the host's network": { networkMode: "host" },
    "the host's processes": { pidMode: "host" },
    "the host's memory": { ipcMode: "host" },
    "no container": { containerDefinitions: "[]" },
    "nothing said of containers": { containerDefinitions: ABSENT },
    "a privileged container": container({ privileged: true }),
    "no user": container({ user: undefined }),
    "an empty user": container({ user: "" }),
    "user 0": container({ user: "0" }),
    "root and a group": container({ user: "root:1000" }),
    "a file system that can be written": container({ readonlyRootFilesystem: false }),
    "nothing said of the file system": container({ readonlyRootFilesystem: undefined }),
    "no log": container({ logConfiguration: undefined }),
    "a log without a driver": container({ logConfiguration: {} }),
  },
  passes: { "a named user": container({ user: "node" }) },
  errors: { "containers that are no JSON": { containerDefinitions: "name: payment" } },
});
