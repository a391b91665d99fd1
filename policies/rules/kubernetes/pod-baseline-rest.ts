import type { Reading } from "../../reading";
import { fault, type Fault } from "../../rule";
import { podRule } from "../../subjects/pod";

const SELINUX_TYPES = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const SAFE_SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
];
const APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
const HOOKS = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
];

export const podBaselineRest = podRule({
  id: "pod-baseline-rest",
  description:
    "Pods keep the kernel's other fences: /proc, SELinux, AppArmor, sysctls, probes of their own address.",
  remediation: "Remove the setting; the runtime's defaults are safe.",
  severity: "medium",
  level: "mandatory",
  references: { PSS: ["baseline"] },
  check: (pod) => [
    ...(pod.spec === undefined ? [] : fencesOf(pod.spec, `${pod.label}it`)),
    ...pod.containers.flatMap(({ label, reading }) => [
      ...fencesOf(reading, label),
      fault(
        `${label} sees an unmasked /proc`,
        () => (reading.string("securityContext", "procMount") ?? "Default") !== "Default",
      ),
      ...HOOKS.flatMap((hook) =>
        ["httpGet", "tcpSocket"].map((action) =>
          fault(`${label} lets the node call another host`, () =>
            reading.has(...(hook as [string]), action, "host"),
          ),
        ),
      ),
    ]),
    ...(pod.spec?.list("securityContext", "sysctls") ?? []).map((sysctl) =>
      fault(`${pod.label}it sets an unsafe sysctl`, () => !sysctl.isOneOf(SAFE_SYSCTLS, "name")),
    ),
    ...(pod.annotations?.keys() ?? [])
      .filter((name) => name.startsWith(APPARMOR_ANNOTATION))
      .map((name) =>
        fault(
          `${pod.label}it switches AppArmor off by annotation`,
          () => pod.annotations?.string(name) === "unconfined",
        ),
      ),
  ],
});

function fencesOf(holder: Reading, label: string): Fault[] {
  const selinux = holder.object("securityContext", "seLinuxOptions");
  return [
    fault(
      `${label} switches AppArmor off`,
      () => holder.string("securityContext", "appArmorProfile", "type") === "Unconfined",
    ),
    fault(
      `${label} leaves its SELinux domain`,
      () =>
        !SELINUX_TYPES.includes(selinux?.string("type") ?? "") ||
        selinux?.has("user") === true ||
        selinux?.has("role") === true,
    ),
  ];
}
