import { fault, resourceRule } from "../../rule";

export const eksControlPlaneLogs = resourceRule({
  id: "eks-control-plane-logs",
  description: "The cluster logs what is asked of its API, by whom, and with which credentials.",
  remediation: "Set enabledClusterLogTypes to api, audit and authenticator at least.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["EKS.8"], "CIS-EKS": ["2.1.1"] },
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) =>
    ["api", "audit", "authenticator"].map((type) =>
      fault(`it writes no ${type} log`, () => !cluster.strings("enabledClusterLogTypes").includes(type)),
    ),
});
