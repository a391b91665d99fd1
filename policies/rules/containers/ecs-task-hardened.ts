import type { Reading } from "../../reading";
import { fault, resourceRule } from "../../rule";
import { containersOf } from "../../subjects/container-definitions";

export const ecsTaskHardened = resourceRule({
  id: "ecs-task-hardened",
  description:
    "A task's containers run unprivileged, apart from the host, on a file system they cannot write, and log.",
  remediation:
    "Use networkMode awsvpc without pidMode and ipcMode host; set user, readonlyRootFilesystem and logConfiguration on " +
    "each container, privileged on none.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["ECS.1", "ECS.3", "ECS.4", "ECS.5", "ECS.9"] },
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  check: (task) => [
    fault("it uses the host's network", () => task.string("networkMode") === "host"),
    fault("it sees the host's processes", () => task.string("pidMode") === "host"),
    fault("it shares the host's memory", () => task.string("ipcMode") === "host"),
    fault("it names no container", () => containersOf(task).length === 0),
    ...containersOf(task).flatMap((container) => [
      fault(`${container.path} is privileged`, () => container.boolean("privileged") === true),
      fault(`${container.path} runs as root`, () => isRoot(container)),
      fault(
        `${container.path} can write its file system`,
        () => container.boolean("readonlyRootFilesystem") !== true,
      ),
      fault(`${container.path} keeps no log`, () => !container.has("logConfiguration", "logDriver")),
    ]),
  ],
});

function isRoot(container: Reading): boolean {
  const [user = ""] = (container.string("user") ?? "").split(":");
  return ["", "0", "root"].includes(user);
}
