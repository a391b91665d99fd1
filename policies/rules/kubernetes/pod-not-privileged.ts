import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podNotPrivileged = podRule({
  id: "pod-not-privileged",
  description: "No container is privileged.",
  remediation: "Remove securityContext.privileged; ask for the one capability that is needed instead.",
  severity: "critical",
  level: "mandatory",
  references: { PSS: ["baseline"], "CIS-EKS": ["4.2.1"] },
  check: (pod) => [
    ...pod.containers.flatMap(({ label, reading }) => [
      fault(`${label} is privileged`, () => reading.boolean("securityContext", "privileged") === true),
      fault(
        `${label} is a host process`,
        () => reading.boolean("securityContext", "windowsOptions", "hostProcess") === true,
      ),
    ]),
    fault(
      `${pod.label}it is a host process`,
      () => pod.spec?.boolean("securityContext", "windowsOptions", "hostProcess") === true,
    ),
  ],
});
