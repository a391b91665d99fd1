import { anyOf } from "../../reading";
import { fault, resourceRule } from "../../rule";
import { isWorld } from "../../subjects/ingress";

export const eksEndpointPrivate = resourceRule({
  id: "eks-endpoint-private",
  description: "The Kubernetes API is reached from inside the VPC, from outside by named addresses at most.",
  remediation:
    "Set endpointPrivateAccess to true, and endpointPublicAccess to false or publicAccessCidrs to the addresses that need it.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["EKS.1"], "CIS-EKS": ["5.4.1", "5.4.2"] },
  types: ["aws:eks/cluster:Cluster"],
  check: (cluster) => [
    fault(
      "its private endpoint is closed",
      () => cluster.boolean("vpcConfig", "endpointPrivateAccess") !== true,
    ),
    fault("its public endpoint is open to the world", () => {
      if (cluster.boolean("vpcConfig", "endpointPublicAccess") === false) return false;
      const cidrs = cluster.list("vpcConfig", "publicAccessCidrs");
      return cidrs.length === 0 || anyOf(cidrs, (cidr) => isWorld(cidr.string()));
    }),
  ],
});
