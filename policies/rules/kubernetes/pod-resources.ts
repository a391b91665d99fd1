import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

const AMOUNTS = [
  ["requests", "cpu"],
  ["requests", "memory"],
  ["limits", "cpu"],
  ["limits", "memory"],
] as const;

export const podResources = podRule({
  id: "pod-resources",
  description: "Containers say how much CPU and memory they need, and how much they may take.",
  remediation: "Set resources.requests and resources.limits for cpu and memory.",
  severity: "medium",
  level: "mandatory",
  references: { CKV: ["CKV_K8S_10", "CKV_K8S_11", "CKV_K8S_12", "CKV_K8S_13"] },
  demandsPresence: true,
  check: (pod) =>
    pod.containers
      // Containers for debugging are added to a running pod and cannot ask for resources.
      .filter(({ list }) => list !== "ephemeralContainers")
      .flatMap(({ label, reading }) =>
        AMOUNTS.map(([kind, what]) =>
          fault(`${label} has no ${kind} for ${what}`, () => !reading.has("resources", kind, what)),
        ),
      ),
});
