import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podHostPathsAndPorts = podRule({
  id: "pod-host-paths-and-ports",
  description: "Pods use neither the node's files nor its ports.",
  remediation: "Replace hostPath by a volume of the cluster, and hostPort by a Service.",
  severity: "high",
  level: "mandatory",
  references: { PSS: ["baseline"] },
  check: (pod) => [
    ...(pod.spec?.list("volumes") ?? []).map((volume) =>
      fault(`${pod.label}${volume.path} is a path of the node`, () => volume.has("hostPath")),
    ),
    ...pod.containers.flatMap(({ label, reading }) =>
      reading
        .list("ports")
        .map((port) => fault(`${label} uses a port of the node`, () => (port.number("hostPort") ?? 0) !== 0)),
    ),
  ],
});
