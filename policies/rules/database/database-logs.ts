import { fault, notApplicable, resourceRule } from "../../rule";
import { engineOf, type Engine } from "../../subjects/database-engine";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../subjects/types";

const LOGS: Readonly<Record<Engine, readonly string[]>> = {
  postgres: ["postgresql"],
  "aurora-postgresql": ["postgresql"],
  mysql: ["error", "slowquery"],
  "aurora-mysql": ["audit", "error"],
};

export const databaseLogs = resourceRule({
  id: "database-logs",
  description: "A database sends its logs to CloudWatch.",
  remediation:
    "Set enabledCloudwatchLogsExports: postgresql for PostgreSQL; error and slowquery for MySQL and MariaDB; audit and " +
    "error for Aurora MySQL.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["RDS.9", "RDS.34", "RDS.36", "RDS.37"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  check: (database) => {
    const engine = engineOf(database);
    if (engine === undefined) return notApplicable("its engine writes other logs");
    return LOGS[engine].map((log) =>
      fault(
        `it does not send its ${log} log to CloudWatch`,
        () => !database.strings("enabledCloudwatchLogsExports").includes(log),
      ),
    );
  },
});
