import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** Labels by which a namespace enforces a Pod Security Standard. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export function podSecurityLabels(
  enforced: "restricted" | "privileged" = "restricted",
): Record<string, string> {
  return {
    "pod-security.kubernetes.io/enforce": enforced,
    "pod-security.kubernetes.io/enforce-version": "latest",
    "pod-security.kubernetes.io/audit": "restricted",
    "pod-security.kubernetes.io/warn": "restricted",
  };
}

/** The pod's half of Pod Security `restricted`. @param userId numeric, because the kubelet cannot judge a user's name */
export function restrictedPod(userId = 65532): k8s.types.input.core.v1.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: userId,
    runAsGroup: userId,
    fsGroup: userId,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** The container's half of Pod Security `restricted`, and a root file system that cannot be written. */
export const restrictedContainer: k8s.types.input.core.v1.SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

export interface PodResources {
  readonly cpuMillicores: number;
  readonly memoryMiB: number;
}

/** How far a pod may go above the CPU it asked for, as long as its node has some to spare. */
const cpuBurst = 4;

/** Memory is asked for as it is limited: a pod that grows is stopped, not its neighbour. */
export function resources(size: PodResources): k8s.types.input.core.v1.ResourceRequirements {
  const memory = `${String(size.memoryMiB)}Mi`;
  return {
    requests: { cpu: `${String(size.cpuMillicores)}m`, memory },
    limits: { cpu: `${String(size.cpuMillicores * cpuBurst)}m`, memory },
  };
}

/** Spread over zones and hosts, softly: a pod without its ideal place is better than no pod. */
export function spread(
  labels: pulumi.Input<Record<string, string>>,
): k8s.types.input.core.v1.TopologySpreadConstraint[] {
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: labels },
  }));
}
