import { fault, notApplicable, resourceRule } from "../../rule";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../subjects/types";

export const databaseBackupAndUpgrade = resourceRule({
  id: "database-backup-and-upgrade",
  description: "A database is backed up for days enough and takes minor upgrades by itself.",
  remediation:
    "Set backupRetentionPeriod to the stack's minimum or more, and leave autoMinorVersionUpgrade on.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["RDS.11", "RDS.13", "RDS.35"], "CIS-AWS": ["2.2.2"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  settings: { minimumBackupDays: { type: "number", minimum: 1, maximum: 35, default: 7 } },
  check: (database, settings) => {
    if (database.has("replicateSourceDb")) return notApplicable("its source is backed up");
    return [
      fault("its backups are kept for too few days", () => {
        const minimum = settings.requiredNumber("minimumBackupDays");
        const byAws = database.type === RDS_CLUSTER && !database.has("backupRetentionPeriod");
        return byAws ? minimum > 1 : !database.isAtLeast(minimum, "backupRetentionPeriod");
      }),
      fault("it does not upgrade itself", () => database.boolean("autoMinorVersionUpgrade") === false),
    ];
  },
});
