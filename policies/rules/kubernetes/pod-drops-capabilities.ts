import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podDropsCapabilities = podRule({
  id: "pod-drops-capabilities",
  description: "Containers give up all capabilities and take back one at most: to bind a port below 1024.",
  remediation: 'Set securityContext.capabilities to { drop: ["ALL"] }.',
  severity: "medium",
  level: "mandatory",
  references: { PSS: ["restricted"] },
  check: (pod) =>
    pod.containers.flatMap(({ label, reading }) => [
      fault(
        `${label} keeps capabilities`,
        () => !pod.isPatch && !reading.strings("securityContext", "capabilities", "drop").includes("ALL"),
      ),
      fault(`${label} adds capabilities`, () =>
        reading
          .strings("securityContext", "capabilities", "add")
          .some((added) => added !== "NET_BIND_SERVICE"),
      ),
    ]),
});
