import { fault, resourceRule } from "../../rule";
import { LOAD_BALANCER } from "../../subjects/types";

export const loadBalancerHardened = resourceRule({
  id: "load-balancer-hardened",
  description: "A load balancer logs access; one for HTTP drops malformed headers.",
  remediation: "Set accessLogs.enabled with a bucket, and dropInvalidHeaderFields to true.",
  severity: "medium",
  level: "advisory",
  references: { FSBP: ["ELB.4", "ELB.5"] },
  types: LOAD_BALANCER,
  check: (balancer) => [
    fault(
      "it passes malformed headers on",
      () =>
        (balancer.string("loadBalancerType") ?? "application") === "application" &&
        balancer.boolean("dropInvalidHeaderFields") !== true,
    ),
    fault("it logs no access", () => balancer.boolean("accessLogs", "enabled") !== true),
  ],
});
