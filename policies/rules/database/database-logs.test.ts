import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { databaseLogs } from "./database-logs";

const exports = (engine: string, ...logs: string[]) => ({ engine, enabledCloudwatchLogsExports: logs });

describeRule(databaseLogs, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: exports("postgres", "postgresql"),
  },
  sameFor: ["aws:rds/cluster:Cluster"],
  fails: {
    "no log": { enabledCloudwatchLogsExports: ABSENT },
    "another log": exports("postgres", "upgrade"),
    "Aurora PostgreSQL without its log": exports("aurora-postgresql", "instance"),
    "MySQL without slow queries": exports("mysql", "error"),
    "MySQL without errors": exports("mysql", "slowquery"),
    "MariaDB without errors": exports("mariadb", "slowquery"),
    "Aurora MySQL without the audit log": exports("aurora-mysql", "error"),
    "Aurora MySQL without errors": exports("aurora-mysql", "audit"),
  },
  passes: {
    "Aurora PostgreSQL": exports("aurora-postgresql", "postgresql"),
    MySQL: exports("mysql", "error", "slowquery"),
    "Aurora MySQL": exports("aurora-mysql", "error", "audit"),
  },
  notApplicable: { Oracle: exports("oracle-ee") },
});
