import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { eksControlPlaneLogs } from "./eks-control-plane-logs";

describeRule(eksControlPlaneLogs, {
  compliant: {
    type: "aws:eks/cluster:Cluster",
    name: "cluster",
    properties: { enabledClusterLogTypes: ["api", "audit", "authenticator"] },
  },
  fails: {
    "no log": { enabledClusterLogTypes: ABSENT },
    "no api log": { enabledClusterLogTypes: ["audit", "authenticator"] },
    "no audit log": { enabledClusterLogTypes: ["api", "authenticator"] },
    "no authenticator log": { enabledClusterLogTypes: ["api", "audit"] },
  },
  passes: { "more logs": { "enabledClusterLogTypes[3]": "scheduler" } },
});
