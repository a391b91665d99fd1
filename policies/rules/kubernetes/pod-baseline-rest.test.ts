import { ABSENT } from "../../testing/paths";
import { CONTAINER, deployment, POD, SECURITY } from "../../testing/deployment";
import { describeRule } from "../../testing/spec";
import { podBaselineRest } from "./pod-baseline-rest";

const sysctls = [
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
const types = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const annotation =
  'spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/payment"]';

describeRule(podBaselineRest, {
  compliant: deployment(
    {
      securityContext: {
        procMount: "Default",
        seLinuxOptions: { type: "container_t" },
        appArmorProfile: { type: "RuntimeDefault" },
      },
      livenessProbe: { httpGet: { path: "/health" } },
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
    },
    {
      securityContext: {
        sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }],
        seLinuxOptions: { level: "s0" },
        appArmorProfile: { type: "Localhost" },
      },
    },
    { annotations: { "container.apparmor.security.beta.kubernetes.io/payment": "runtime/default" } },
  ),
  fails: {
    "an unmasked /proc": { [`${SECURITY}.procMount`]: "Unmasked" },
    "a container without AppArmor": { [`${SECURITY}.appArmorProfile.type`]: "Unconfined" },
    "a pod without AppArmor": { [`${POD}.securityContext.appArmorProfile.type`]: "Unconfined" },
    "a pod without AppArmor by annotation": { [annotation]: "unconfined" },
    "a container's own SELinux type": { [`${SECURITY}.seLinuxOptions.type`]: "spc_t" },
    "a container's own SELinux user": { [`${SECURITY}.seLinuxOptions.user`]: "system_u" },
    "a container's own SELinux role": { [`${SECURITY}.seLinuxOptions.role`]: "system_r" },
    "a pod's own SELinux type": { [`${POD}.securityContext.seLinuxOptions.type`]: "spc_t" },
    "an unsafe sysctl": { [`${POD}.securityContext.sysctls[0].name`]: "kernel.msgmax" },
    "an unsafe sysctl after a safe one": { [`${POD}.securityContext.sysctls[1].name`]: "kernel.msgmax" },
    "a sysctl without a name": { [`${POD}.securityContext.sysctls[0].name`]: ABSENT },
    ...Object.fromEntries(
      ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"].flatMap(
        (hook) =>
          ["httpGet", "tcpSocket"].map((action) => [
            `another host in ${hook} by ${action}`,
            { [`${CONTAINER}.${hook}.${action}.host`]: "169.254.169.254" },
          ]),
      ),
    ),
  },
  passes: {
    "nothing said": { [`${POD}.securityContext`]: ABSENT, [SECURITY]: ABSENT },
    "no pod": { spec: ABSENT },
    "another annotation": { 'spec.template.metadata.annotations["note"]': "unconfined" },
    ...Object.fromEntries(
      sysctls.map((name) => [name, { [`${POD}.securityContext.sysctls[0].name`]: name }]),
    ),
    ...Object.fromEntries(
      types.map((type) => [
        `the SELinux type ${type || "that is empty"}`,
        { [`${SECURITY}.seLinuxOptions.type`]: type },
      ]),
    ),
  },
});
