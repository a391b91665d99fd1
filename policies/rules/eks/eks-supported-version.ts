import { fault, resourceRule } from "../../rule";

export const eksSupportedVersion = resourceRule({
  id: "eks-supported-version",
  description: "The cluster's Kubernetes version is in AWS's standard support.",
  remediation: "Raise version by one minor; extended support adds about $365 a month to each cluster.",
  severity: "high",
  level: "advisory",
  references: { FSBP: ["EKS.2"] },
  types: ["aws:eks/cluster:Cluster"],
  settings: {
    // 1.35 is supported to March 2027, 1.36 to August 2027; 1.34 ended on 2 December 2026.
    versions: { type: "array", items: { type: "string" }, default: ["1.35", "1.36"] },
  },
  check: (cluster, settings) => [
    fault(
      "it names no Kubernetes version in standard support",
      () => !cluster.isOneOf(settings.strings("versions"), "version"),
    ),
  ],
});
