import type { Exemption } from "./exemption";

const clusters = ["test", "prod", "staging", "dr"];

/** Fluent Bit reads the logs of all containers where the kubelet puts them: files of the node that only root may read. */
const logCollector = {
  stacks: clusters,
  type: "kubernetes:apps/v1:DaemonSet",
  name: "logs-fluent-bit",
  owner: "platform",
  reason:
    "It reads the node's log files, which belong to root. It mounts them read-only, drops all capabilities, and lives in a " +
    "namespace of its own that no other pod is admitted to.",
  expires: "2027-05-31",
};

/** Every exemption from a rule. Adding or prolonging one is a change to be reviewed by whoever owns the rules. */
export const exemptions: readonly Exemption[] = [
  { ...logCollector, rule: "pod-host-paths-and-ports" },
  { ...logCollector, rule: "pod-volume-types" },
  { ...logCollector, rule: "pod-non-root" },
  {
    ...logCollector,
    rule: "namespace-pod-security",
    type: "kubernetes:core/v1:Namespace",
    name: "logs-namespace",
    reason: "It has to admit Fluent Bit, which reads the node's log files. Nothing else is deployed into it.",
  },
];
