import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { databasePrivate } from "./database-private";

describeRule(databasePrivate, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: { publiclyAccessible: false, dbSubnetGroupName: "private" },
  },
  sameFor: ["aws:rds/clusterInstance:ClusterInstance"],
  fails: {
    "a public address": { publiclyAccessible: true },
    "no subnet group": { dbSubnetGroupName: ABSENT },
  },
  passes: {
    "a replica, which lives in its source's subnets": {
      dbSubnetGroupName: ABSENT,
      replicateSourceDb: "payment",
    },
    "an instance of a cluster, which lives in the cluster's subnets": where({
      changes: { dbSubnetGroupName: ABSENT },
      resource: { type: "aws:rds/clusterInstance:ClusterInstance" },
    }),
    "nothing said of a public address, which AWS takes for none": { publiclyAccessible: ABSENT },
    "a subnet group whose name is not known yet": {
      dbSubnetGroupName: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    },
  },
});
