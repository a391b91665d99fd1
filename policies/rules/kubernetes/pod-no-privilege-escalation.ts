import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podNoPrivilegeEscalation = podRule({
  id: "pod-no-privilege-escalation",
  description: "No process in a container can gain more rights than it started with.",
  remediation: "Set securityContext.allowPrivilegeEscalation to false on each container.",
  severity: "high",
  level: "mandatory",
  references: { PSS: ["restricted"], "CIS-EKS": ["4.2.5"] },
  demandsPresence: true,
  check: (pod) =>
    pod.containers.map(({ label, reading }) =>
      fault(
        `${label} may gain rights`,
        () => reading.boolean("securityContext", "allowPrivilegeEscalation") !== false,
      ),
    ),
});
