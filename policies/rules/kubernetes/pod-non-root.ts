import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podNonRoot = podRule({
  id: "pod-non-root",
  description: "Containers do not run as root.",
  remediation: "Set securityContext.runAsNonRoot to true and runAsUser to a number above 0.",
  severity: "high",
  level: "mandatory",
  references: { PSS: ["restricted"] },
  check: (pod) =>
    pod.containers.flatMap(({ label, reading }) => [
      fault(`${label} may run as root`, () => {
        const own = reading.boolean("securityContext", "runAsNonRoot");
        return !(own ?? pod.spec?.boolean("securityContext", "runAsNonRoot") ?? pod.isPatch);
      }),
      fault(`${label} runs as user 0`, () => {
        const own = reading.number("securityContext", "runAsUser");
        return (own ?? pod.spec?.number("securityContext", "runAsUser")) === 0;
      }),
    ]),
});
