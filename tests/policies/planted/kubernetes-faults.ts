import { ABSENT } from "../../../policies/testing/paths";
import type { Fault } from "./fault";
import { listOf, nothing, patchOf, workload } from "./kubernetes-modules";

const pod = "spec.template.spec";
const main = `${pod}.containers[0]`;
const security = `${main}.securityContext`;
const cronContainer = "spec.jobTemplate.spec.template.spec.containers[0]";

/** What runs in the cluster. */
export const kubernetesFaults: readonly Fault[] = [
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "deployment",
    change: { [`${security}.privileged`]: true },
  },
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "deployment",
    change: { [`${pod}.initContainers[0]`]: { securityContext: { privileged: true } } },
  },
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "cron",
    change: { [`${cronContainer}.securityContext.privileged`]: true },
  },
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "patch",
    add: patchOf({ containers: [{ securityContext: { privileged: true } }] }),
  },
  {
    rule: "pod-not-privileged",
    module: nothing,
    at: "list",
    add: listOf({ containers: [{ securityContext: { privileged: true } }] }),
  },
  { rule: "pod-host-namespaces", module: workload, at: "set", change: { [`${pod}.hostNetwork`]: true } },
  { rule: "pod-host-namespaces", module: workload, at: "patch", add: patchOf({ hostPID: true }) },
  {
    rule: "pod-host-paths-and-ports",
    module: workload,
    at: "deployment",
    change: { [`${main}.ports`]: [{ hostPort: 80 }] },
  },
  {
    rule: "pod-baseline-rest",
    module: workload,
    at: "deployment",
    change: { [`${security}.procMount`]: "Unmasked" },
  },
  {
    rule: "pod-no-privilege-escalation",
    module: workload,
    at: "deployment",
    change: { [`${security}.allowPrivilegeEscalation`]: true },
  },
  {
    rule: "pod-drops-capabilities",
    module: workload,
    at: "deployment",
    change: { [`${security}.capabilities.add`]: ["NET_ADMIN"] },
  },
  {
    rule: "pod-non-root",
    module: workload,
    at: "deployment",
    change: { [`${pod}.securityContext.runAsUser`]: 0 },
  },
  {
    rule: "pod-seccomp",
    module: workload,
    at: "deployment",
    change: { [`${pod}.securityContext.seccompProfile`]: ABSENT },
  },
  {
    rule: "pod-volume-types",
    module: workload,
    at: "deployment",
    change: { [`${pod}.volumes[1]`]: { name: "share", nfs: { server: "nfs" } } },
  },
  {
    rule: "pod-read-only-root",
    module: workload,
    at: "deployment",
    change: { [`${security}.readOnlyRootFilesystem`]: false },
  },
  {
    rule: "pod-resources",
    module: workload,
    at: "deployment",
    change: { [`${main}.resources.limits.memory`]: ABSENT },
  },
  { rule: "pod-probes", module: workload, at: "deployment", change: { [`${main}.livenessProbe`]: ABSENT } },
  {
    rule: "image-pinned-and-ours",
    module: workload,
    at: "deployment",
    change: { [`${main}.image`]: "docker.io/library/nginx:latest" },
  },
  {
    rule: "no-default-service-account",
    module: workload,
    at: "deployment",
    change: { [`${pod}.serviceAccountName`]: "default" },
  },
  {
    rule: "no-default-service-account",
    module: workload,
    at: "account",
    change: { automountServiceAccountToken: ABSENT },
  },
  {
    rule: "no-secrets-as-env",
    module: workload,
    at: "deployment",
    change: { [`${main}.envFrom`]: [{ secretRef: { name: "payment" } }] },
  },
  {
    rule: "no-default-namespace",
    module: workload,
    at: "service",
    change: { "metadata.namespace": "default" },
  },
  { rule: "namespace-network-policy", module: workload, at: "namespace", without: ["refuse"] },
  {
    rule: "namespace-pod-security",
    module: workload,
    at: "namespace",
    change: { "metadata.labels": ABSENT },
  },
  { rule: "rbac-bounded", module: workload, at: "role", change: { "rules[0].verbs": ["*"] } },
  {
    rule: "rbac-bounded",
    module: workload,
    at: "role",
    change: { "rules[0]": { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] } },
  },
  {
    rule: "rbac-bounded",
    module: workload,
    at: "cluster-binding",
    change: { "roleRef.name": "cluster-admin" },
  },
  {
    rule: "rbac-bounded",
    module: nothing,
    at: "patch",
    add: (n) => [
      {
        type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBindingPatch",
        name: `patch-${n}`,
        properties: { roleRef: { name: "cluster-admin" } },
      },
    ],
  },
  {
    rule: "namespace-pod-security",
    module: nothing,
    at: "patch",
    add: (n) => [
      {
        type: "kubernetes:core/v1:NamespacePatch",
        name: `patch-${n}`,
        properties: { metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
      },
    ],
  },
  {
    rule: "disruption-budget-spread-replicas",
    module: workload,
    at: "deployment",
    change: { "spec.replicas": 1 },
  },
  {
    rule: "disruption-budget-allows-one",
    module: workload,
    at: "budget",
    change: { "spec.maxUnavailable": 0 },
  },
  { rule: "ingress-tls", module: workload, at: "ingress", change: { "spec.tls": ABSENT } },
  { rule: "ingress-tls", module: workload, at: "service", change: { "spec.type": "LoadBalancer" } },
  {
    rule: "eks-pod-identity",
    module: workload,
    at: "account",
    change: { 'metadata.annotations["eks.amazonaws.com/role-arn"]': "arn" },
  },
  { rule: "hidden-contents", module: nothing, at: "patch", add: patchOf({}) },
  {
    rule: "storage-class-encrypted",
    module: nothing,
    at: "class",
    add: (n) => [
      {
        type: "kubernetes:storage.k8s.io/v1:StorageClass",
        name: `class-${n}`,
        properties: { provisioner: "ebs.csi.aws.com" },
      },
    ],
  },
  {
    rule: "no-kubernetes-secrets",
    module: nothing,
    at: "secret",
    add: (n) => [
      {
        type: "kubernetes:core/v1:Secret",
        name: `secret-${n}`,
        properties: { metadata: { namespace: "payment" }, stringData: { password: "planted" } },
      },
    ],
  },
  {
    rule: "no-secrets-in-config-maps",
    module: workload,
    at: "settings",
    change: { "data.SETTINGS": "https://user:planted@host" },
  },
  {
    rule: "hidden-contents",
    module: nothing,
    at: "chart",
    add: (n) => [{ type: "kubernetes:helm.sh/v3:Release", name: `chart-${n}`, properties: {} }],
  },
];
