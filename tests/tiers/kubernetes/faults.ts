import type { KubernetesObject } from "./objects";

/** Faults that a server must see; each is planted into a correct object. */
export interface Fault {
  readonly says: string;
  readonly kind: string;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

const container = ["spec", "template", "spec", "containers", 0];

export const faults: readonly Fault[] = [
  { says: "a misspelt field", kind: "Deployment", path: [...container, "livenesProbe"], value: {} },
  {
    says: "a port out of range",
    kind: "Deployment",
    path: [...container, "ports", 0, "containerPort"],
    value: 80800,
  },
  {
    says: "a memory that is no quantity",
    kind: "Deployment",
    path: [...container, "resources", "limits", "memory"],
    value: "512MB!",
  },
  {
    says: "a request above its limit",
    kind: "Deployment",
    path: [...container, "resources", "requests", "memory"],
    value: "900Gi",
  },
  {
    says: "a probe without a way to ask",
    kind: "Deployment",
    path: [...container, "livenessProbe"],
    value: { periodSeconds: 10 },
  },
  {
    says: "a mount without a volume",
    kind: "Deployment",
    path: [...container, "volumeMounts", 0, "name"],
    value: "nowhere",
  },
  {
    says: "a selector that does not match the pods",
    kind: "Deployment",
    path: ["spec", "selector", "matchLabels"],
    value: { app: "x" },
  },
  {
    says: "a label with a space",
    kind: "Deployment",
    path: ["metadata", "labels", "app"],
    value: "no label",
  },
  {
    says: "a policy for a scheduling that does not exist",
    kind: "Deployment",
    path: ["spec", "template", "spec", "topologySpreadConstraints", 0, "whenUnsatisfiable"],
    value: "Sometimes",
  },
  {
    says: "more least pods than most",
    kind: "HorizontalPodAutoscaler",
    path: ["spec", "minReplicas"],
    value: 50,
  },
  {
    says: "an address range that is none",
    kind: "NetworkPolicy",
    path: ["spec", "egress"],
    value: [{ to: [{ ipBlock: { cidr: "10.0.0.0/33" } }] }],
  },
  {
    says: "an exception outside its range",
    kind: "NetworkPolicy",
    path: ["spec", "egress"],
    value: [{ to: [{ ipBlock: { cidr: "10.0.0.0/16", except: ["10.1.0.0/24"] } }] }],
  },
  {
    says: "two rules of disruption at once",
    kind: "PodDisruptionBudget",
    path: ["spec", "minAvailable"],
    value: 1,
  },
  {
    says: "a port name that is too long",
    kind: "Service",
    path: ["spec", "ports", 0, "name"],
    value: "a-name-of-a-port-that-is-much-too-long-for-kubernetes-to-take-it",
  },
  { says: "a name in capitals", kind: "ConfigMap", path: ["metadata", "name"], value: "Order" },
];

/** What Pod Security `restricted` refuses, as a change of a pod's spec. */
export const insecure: readonly Fault[] = [
  {
    says: "a privileged container",
    kind: "Pod",
    path: ["spec", "containers", 0, "securityContext"],
    value: { privileged: true },
  },
  {
    says: "a container that keeps its capabilities",
    kind: "Pod",
    path: ["spec", "containers", 0, "securityContext", "capabilities"],
    value: {},
  },
  { says: "a pod on the host's network", kind: "Pod", path: ["spec", "hostNetwork"], value: true },
  {
    says: "a pod with a folder of its node",
    kind: "Pod",
    path: ["spec", "volumes", 0],
    value: { name: "tmp", hostPath: { path: "/" } },
  },
  { says: "a pod that runs as root", kind: "Pod", path: ["spec", "securityContext", "runAsUser"], value: 0 },
  {
    says: "a pod without a seccomp profile",
    kind: "Pod",
    path: ["spec", "securityContext", "seccompProfile"],
    value: { type: "Unconfined" },
  },
];

/** The object with the fault in it. */
export function plant(object: KubernetesObject, { path, value }: Fault): KubernetesObject {
  const changed = structuredClone(object) as unknown as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce<Record<string | number, unknown>>((at, key) => {
    at[key] ??= {};
    return at[key] as Record<string | number, unknown>;
  }, changed);
  parent[path.at(-1) ?? ""] = value;
  return changed as unknown as KubernetesObject;
}
