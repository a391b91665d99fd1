import type { RelationalEngine } from "../../services/definition";

/** What differs between the engines of RDS, as RDS names it. */
export interface Engine {
  readonly title: string;
  readonly rdsName: string;
  readonly port: number;
  /**
   * Whether RDS makes the service's database. MySQL's comes with its user, because RDS takes no word that MySQL reserves,
   * such as `order` (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html).
   */
  readonly makesDatabase: boolean;
  /** TLS only; slow statements and lock problems logged. Every one takes effect at once. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Logs to export; each has a log group of its name. */
  readonly logs: readonly string[];
  /** What the audit plugin logs, where changes of schemas are logged by a plugin and not by a parameter. */
  readonly auditedEvents?: string;
}

export const engines: Readonly<Record<RelationalEngine, Engine>> = {
  postgresql: {
    title: "PostgreSQL",
    rdsName: "postgres",
    port: 5432,
    makesDatabase: true,
    parameters: [
      { name: "rds.force_ssl", value: "1" },
      { name: "log_statement", value: "ddl" },
      { name: "log_min_duration_statement", value: "1000" },
      { name: "log_lock_waits", value: "1" },
    ],
    logs: ["postgresql", "upgrade"],
  },
  mysql: {
    title: "MySQL",
    rdsName: "mysql",
    port: 3306,
    makesDatabase: false,
    parameters: [
      { name: "require_secure_transport", value: "1" },
      { name: "character_set_server", value: "utf8mb4" },
      { name: "slow_query_log", value: "1" },
      { name: "long_query_time", value: "1" },
      { name: "log_output", value: "FILE" }, // what is written to tables is not exported
      { name: "innodb_print_all_deadlocks", value: "1" },
      // Or no service could make a trigger: https://repost.aws/knowledge-center/rds-mysql-functions
      { name: "log_bin_trust_function_creators", value: "1" },
    ],
    logs: ["audit", "error", "slowquery"],
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.AuditPlugin.html
    auditedEvents: "CONNECT,QUERY_DDL,QUERY_DCL",
  },
};
