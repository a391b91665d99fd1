import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podProbes = podRule({
  id: "pod-probes",
  description: "Kubernetes can tell whether a long-running container lives and whether it can serve.",
  remediation: "Set livenessProbe and readinessProbe.",
  severity: "low",
  level: "mandatory",
  references: { CKV: ["CKV_K8S_8", "CKV_K8S_9"] },
  demandsPresence: true,
  check: (pod) =>
    pod.kind === "Job" || pod.kind === "CronJob"
      ? []
      : pod.containers
          .filter(({ list }) => list === "containers")
          .flatMap(({ label, reading }) =>
            ["livenessProbe", "readinessProbe"].map((probe) =>
              fault(`${label} has no ${probe}`, () => !reading.has(probe)),
            ),
          ),
});
