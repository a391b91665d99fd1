import type { Resource } from "../rule";

export type Engine = "postgres" | "mysql" | "aurora-postgresql" | "aurora-mysql";

/** The engine, or `undefined` for another one (Oracle, SQL Server, Db2) and for a replica that names none. */
export function engineOf(database: Resource): Engine | undefined {
  const engine = database.string("engine");
  if (engine === "mariadb") return "mysql";
  return engine === "postgres" ||
    engine === "mysql" ||
    engine === "aurora-postgresql" ||
    engine === "aurora-mysql"
    ? engine
    : undefined;
}
