import type { Fixture } from "../../../policies/testing/protocol";
import type { Module } from "./fault";

const RBAC = "rbac.authorization.k8s.io/v1";

function kubernetes(kind: string, name: string, namespace: string | undefined, rest: object): Fixture {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { type: `kubernetes:${kind}`, name, properties: { metadata, ...rest } };
}

const container = {
  name: "payment",
  image: "111111111111.dkr.ecr.us-east-1.amazonaws.com/payment:1.0.0",
  resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "1", memory: "64Mi" } },
  livenessProbe: { httpGet: { path: "/health", port: 8080 } },
  readinessProbe: { httpGet: { path: "/health", port: 8080 } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
};

const template = (labels: object): object => ({
  metadata: { labels },
  spec: {
    serviceAccountName: "payment",
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container],
    topologySpreadConstraints: [{ maxSkew: 1 }],
    volumes: [{ name: "tmp", emptyDir: {} }],
  },
});

export const workload: Module = (n) => {
  const namespace = `namespace-${n}`;
  const matchLabels = { app: `payment-${n}` };
  const namespaced = (kind: string, name: string, rest: object) =>
    kubernetes(kind, `${name}-${n}`, namespace, rest);
  return [
    {
      type: "kubernetes:core/v1:Namespace",
      name: namespace,
      properties: {
        metadata: { name: namespace, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
      },
    },
    namespaced("networking.k8s.io/v1:NetworkPolicy", "refuse", {
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    }),
    namespaced("core/v1:ServiceAccount", "account", { automountServiceAccountToken: false }),
    namespaced("apps/v1:Deployment", "deployment", {
      spec: { replicas: 2, template: template(matchLabels) },
    }),
    namespaced("batch/v1:CronJob", "cron", { spec: { jobTemplate: { spec: { template: template({}) } } } }),
    namespaced("apps/v1:StatefulSet", "set", { spec: { template: template({}) } }),
    namespaced("policy/v1:PodDisruptionBudget", "budget", {
      spec: { maxUnavailable: 1, selector: { matchLabels } },
    }),
    namespaced("core/v1:ConfigMap", "settings", { data: { SETTINGS: "plain" } }),
    namespaced("core/v1:Service", "service", { spec: { type: "ClusterIP" } }),
    namespaced("networking.k8s.io/v1:Ingress", "ingress", { spec: { tls: [{ secretName: "certificate" }] } }),
    namespaced(`${RBAC}:Role`, "role", { rules: [{ resources: ["pods"], verbs: ["get"] }] }),
    namespaced(`${RBAC}:RoleBinding`, "binding", {
      roleRef: { name: "role" },
      subjects: [{ name: "account" }],
    }),
    kubernetes(`${RBAC}:ClusterRole`, `cluster-role-${n}`, undefined, {
      rules: [{ resources: ["nodes"], verbs: ["get"] }],
    }),
    kubernetes(`${RBAC}:ClusterRoleBinding`, `cluster-binding-${n}`, undefined, {
      roleRef: { name: "role" },
      subjects: [{ name: "account" }],
    }),
  ];
};

/** A patch of a Deployment that exists, with this in its pod; rules cannot see the rest of it, which is a finding. */
export const patchOf =
  (spec: object): Module =>
  (n) => [
    kubernetes("apps/v1:DeploymentPatch", `patch-${n}`, `namespace-${n}`, { spec: { template: { spec } } }),
  ];

export const listOf =
  (spec: object): Module =>
  (n) => [
    {
      type: "kubernetes:apps/v1:DeploymentList",
      name: `list-${n}`,
      properties: { items: [{ spec: { template: { spec } } }] },
    },
  ];

export const nothing: Module = () => [];

/** What the reviewed exemptions are about: in a stack without it they match nothing. */
export const logCollector: readonly Fixture[] = [
  {
    type: "kubernetes:core/v1:Namespace",
    name: "logs-namespace",
    properties: {
      metadata: { name: "logs", labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
    },
  },
  {
    ...kubernetes("networking.k8s.io/v1:NetworkPolicy", "logs-refuse-all", "logs", {
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    }),
  },
  kubernetes("apps/v1:DaemonSet", "logs-fluent-bit", "logs", {
    spec: {
      template: {
        spec: {
          serviceAccountName: "fluent-bit",
          securityContext: { runAsUser: 0, seccompProfile: { type: "RuntimeDefault" } },
          containers: [container],
          volumes: [{ name: "logs", hostPath: { path: "/var/log" } }],
        },
      },
    },
  }),
];
