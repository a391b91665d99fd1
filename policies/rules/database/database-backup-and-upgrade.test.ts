import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { databaseBackupAndUpgrade } from "./database-backup-and-upgrade";

describeRule(databaseBackupAndUpgrade, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: { backupRetentionPeriod: 7, autoMinorVersionUpgrade: true },
  },
  sameFor: ["aws:rds/cluster:Cluster"],
  fails: {
    "six days of backups": { backupRetentionPeriod: 6 },
    "no backups": { backupRetentionPeriod: 0 },
    "nothing said of backups": { backupRetentionPeriod: ABSENT },
    "an instance without backups in a stack that keeps them for a day": where({
      changes: { backupRetentionPeriod: ABSENT },
      settings: { minimumBackupDays: 1 },
    }),
    "a cluster's own day of backups in a stack that asks for two": where({
      changes: { backupRetentionPeriod: ABSENT },
      resource: { type: "aws:rds/cluster:Cluster" },
      settings: { minimumBackupDays: 2 },
    }),
    "fewer days than the stack demands": where({ settings: { minimumBackupDays: 8 } }),
    "no upgrades": { autoMinorVersionUpgrade: false },
  },
  passes: {
    "AWS's own upgrades": { autoMinorVersionUpgrade: ABSENT },
    "a cluster's own day of backups in a stack that asks for no more": where({
      changes: { backupRetentionPeriod: ABSENT },
      resource: { type: "aws:rds/cluster:Cluster" },
      settings: { minimumBackupDays: 1 },
    }),
  },
  notApplicable: { "a replica": { replicateSourceDb: "payment", backupRetentionPeriod: ABSENT } },
});
