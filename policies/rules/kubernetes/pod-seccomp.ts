import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

const SAFE = ["RuntimeDefault", "Localhost"];

export const podSeccomp = podRule({
  id: "pod-seccomp",
  description: "Containers may make only the system calls that the runtime's profile allows.",
  remediation: "Set securityContext.seccompProfile.type to RuntimeDefault.",
  severity: "medium",
  level: "mandatory",
  references: { PSS: ["restricted"] },
  check: (pod) =>
    pod.containers.map(({ label, reading }) =>
      fault(`${label} may make every system call`, () => {
        const own = reading.string("securityContext", "seccompProfile", "type");
        const type = own ?? pod.spec?.string("securityContext", "seccompProfile", "type");
        return type === undefined ? !pod.isPatch : !SAFE.includes(type);
      }),
    ),
});
