import { fault, resourceRule } from "../../rule";
import { LOAD_BALANCER } from "../../subjects/types";

export const loadBalancerMultiZone = resourceRule({
  id: "load-balancer-multi-zone",
  description: "A load balancer is in two zones or more.",
  remediation: "Give it a subnet in each of at least two zones.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["ELB.13"] },
  types: LOAD_BALANCER,
  check: (balancer) => [
    fault(
      "it is in fewer than two subnets",
      () => balancer.list(balancer.has("subnets") ? "subnets" : "subnetMappings").length < 2,
    ),
  ],
});
