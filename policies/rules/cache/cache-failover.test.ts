import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { cacheFailover } from "./cache-failover";

describeRule(cacheFailover, {
  compliant: {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "catalog",
    properties: { automaticFailoverEnabled: true, multiAzEnabled: true, snapshotRetentionLimit: 1 },
  },
  fails: {
    "no failover": { automaticFailoverEnabled: false },
    "nothing said of failover": { automaticFailoverEnabled: ABSENT },
    "one zone": { multiAzEnabled: false },
    "nothing said of zones": { multiAzEnabled: ABSENT },
    "no backups": { snapshotRetentionLimit: 0 },
    "nothing said of backups": { snapshotRetentionLimit: ABSENT },
  },
});
