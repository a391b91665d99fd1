const WORKLOADS = ["pods", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs"];

/** Ways to rights that are not the bearer's own: https://kubernetes.io/docs/concepts/security/rbac-good-practices/ */
export const DETOURS: readonly {
  readonly description: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}[] = [
  {
    description: "runs commands in pods, with the rights of any of them",
    resources: ["pods/exec", "pods/attach", "nodes/proxy"],
    verbs: ["get", "create"],
  },
  {
    description: "makes pods, which may run as any service account beside them",
    resources: [...WORKLOADS, "replicationcontrollers"],
    verbs: ["create"],
  },
  {
    description: "makes volumes, which may be any folder of a node",
    resources: ["persistentvolumes"],
    verbs: ["create"],
  },
  {
    description: "signs in as any service account",
    resources: ["serviceaccounts/token"],
    verbs: ["create"],
  },
  {
    description: "approves certificates, by which one signs in as anybody",
    resources: ["certificatesigningrequests/approval", "signers"],
    verbs: ["update", "patch", "approve"],
  },
  {
    description: "draws traffic of the cluster to any address", // CVE-2020-8554
    resources: ["services/status"],
    verbs: ["update", "patch"],
  },
  {
    description: "changes what the cluster admits",
    resources: ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
    verbs: ["create", "update", "patch"],
  },
];
