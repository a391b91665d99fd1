import { fault, resourceRule } from "../../rule";

export const searchThreeZones = resourceRule({
  id: "search-three-zones",
  description: "A search domain has three data nodes or more, in three zones.",
  remediation:
    "Set instanceCount to a multiple of 3, zoneAwarenessEnabled to true and availabilityZoneCount to 3.",
  severity: "medium",
  level: "mandatory",
  productionOnly: true,
  references: { FSBP: ["Opensearch.6"] },
  types: ["aws:opensearch/domain:Domain"],
  check: (domain) => [
    fault("it has fewer than three data nodes", () => !domain.isAtLeast(3, "clusterConfig", "instanceCount")),
    fault(
      "its nodes are not spread over three zones",
      () =>
        domain.boolean("clusterConfig", "zoneAwarenessEnabled") !== true ||
        !domain.isAtLeast(3, "clusterConfig", "zoneAwarenessConfig", "availabilityZoneCount"),
    ),
  ],
});
