import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podReadOnlyRoot = podRule({
  id: "pod-read-only-root",
  description: "Containers cannot write their root file system.",
  remediation:
    "Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where it has to write.",
  severity: "medium",
  level: "mandatory",
  references: { CKV: ["CKV_K8S_22"] },
  demandsPresence: true,
  check: (pod) =>
    pod.containers.map(({ label, reading }) =>
      fault(
        `${label} can write its root file system`,
        () => reading.boolean("securityContext", "readOnlyRootFilesystem") !== true,
      ),
    ),
});
