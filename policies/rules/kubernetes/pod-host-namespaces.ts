import { fault } from "../../rule";
import { podRule } from "../../subjects/pod";

export const podHostNamespaces = podRule({
  id: "pod-host-namespaces",
  description: "Pods see neither the node's network nor its processes nor its memory.",
  remediation: "Remove hostNetwork, hostPID and hostIPC.",
  severity: "high",
  level: "mandatory",
  references: { PSS: ["baseline"], "CIS-EKS": ["4.2.2", "4.2.3", "4.2.4"] },
  check: (pod) =>
    ["hostNetwork", "hostPID", "hostIPC"].map((key) =>
      fault(`${pod.label}it sets ${key}`, () => pod.spec?.boolean(key) === true),
    ),
});
