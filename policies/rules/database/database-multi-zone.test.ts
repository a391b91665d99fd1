import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { databaseMultiZone } from "./database-multi-zone";

describeRule(databaseMultiZone, {
  compliant: { type: "aws:rds/instance:Instance", name: "payment", properties: { multiAz: true } },
  evenUnknown: ["replicateSourceDb"],
  fails: { "one zone": { multiAz: false }, "nothing said": { multiAz: ABSENT } },
  notApplicable: { "a replica": { multiAz: ABSENT, replicateSourceDb: "payment" } },
});

const instance = (name: string) => ({
  type: "aws:rds/clusterInstance:ClusterInstance",
  name,
  properties: {},
  from: { clusterIdentifier: ["payment"] },
});

describeRule(databaseMultiZone, {
  compliant: { type: "aws:rds/cluster:Cluster", name: "payment", properties: {} },
  siblings: [instance("writer"), instance("reader")],
  fails: {
    "a writer alone": where({ siblings: { reader: null } }),
    "no instance": where({ siblings: { writer: null, reader: null } }),
  },
  evenUnknown: ["dbClusterInstanceClass"],
  notApplicable: {
    "a cluster of RDS, which is in three zones": where({
      changes: { dbClusterInstanceClass: "db.m6gd.large" },
      siblings: { writer: null, reader: null },
    }),
  },
});
