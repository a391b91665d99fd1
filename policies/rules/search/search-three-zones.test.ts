import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { searchThreeZones } from "./search-three-zones";

describeRule(searchThreeZones, {
  compliant: {
    type: "aws:opensearch/domain:Domain",
    name: "catalog",
    properties: {
      clusterConfig: {
        instanceCount: 3,
        zoneAwarenessEnabled: true,
        zoneAwarenessConfig: { availabilityZoneCount: 3 },
      },
    },
  },
  fails: {
    "two nodes": { "clusterConfig.instanceCount": 2 },
    "nothing said of nodes": { "clusterConfig.instanceCount": ABSENT },
    "no zones": { "clusterConfig.zoneAwarenessEnabled": false },
    "nothing said of zones": { "clusterConfig.zoneAwarenessEnabled": ABSENT },
    "two zones": { "clusterConfig.zoneAwarenessConfig.availabilityZoneCount": 2 },
    "AWS's own two zones": { "clusterConfig.zoneAwarenessConfig": ABSENT },
  },
});
