import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { databaseManagedPassword } from "./database-managed-password";

describeRule(databaseManagedPassword, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: { manageMasterUserPassword: true },
  },
  sameFor: ["aws:rds/cluster:Cluster"],
  fails: {
    "a password in the program": {
      manageMasterUserPassword: ABSENT,
      password: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    },
    "management switched off": { manageMasterUserPassword: false },
  },
  notApplicable: {
    "a replica": { manageMasterUserPassword: ABSENT, replicateSourceDb: "payment" },
    "a cluster's replica": where({
      changes: { manageMasterUserPassword: ABSENT, replicationSourceIdentifier: "payment" },
      resource: { type: "aws:rds/cluster:Cluster" },
    }),
  },
});
