/**
 * What an administrator does once in a service's database, as often as wanted: the service's user, who signs in with IAM
 * alone; a schema of its own; nothing left to PUBLIC. For psql (`\gexec`), PostgreSQL 15 and later, connected to
 * `databaseName`.
 *
 * The administrator is never granted the user's role: whoever is a member of `rds_iam`, even through another role, can
 * no longer sign in with a password (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html).
 * So the schema stays the administrator's, and the user creates and owns the tables in it. (PostgreSQL 16 and later make
 * the creator of a role a member of it, with the admin option alone. By PostgreSQL's own rules that would count too; RDS's
 * are its own. An administrator whom a later run finds shut out signs in with an IAM token.)
 *
 * @param signIn what lets the user sign in: RDS's role for IAM, which other servers have not. @default "rds_iam"
 */
export function databaseSql(databaseName: string, userName: string, signIn = "rds_iam"): string {
  const [database, user] = [identifier(databaseName), identifier(userName)];
  return [
    `SELECT format('CREATE ROLE %I LOGIN', ${literal(userName)})`,
    `  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(userName)}) \\gexec`,
    `GRANT ${identifier(signIn)} TO ${user};`,
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC;`,
    `GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${user};`,
    `REVOKE ALL ON SCHEMA public FROM PUBLIC;`,
    `CREATE SCHEMA IF NOT EXISTS ${user};`,
    `GRANT USAGE, CREATE ON SCHEMA ${user} TO ${user};`,
    `ALTER ROLE ${user} IN DATABASE ${database} SET search_path TO ${user};`,
    "",
  ].join("\n");
}

function identifier(name: string): string {
  return `"${refuseNul(name).replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${refuseNul(text).replaceAll("'", "''")}'`;
}

function refuseNul(name: string): string {
  if (name === "" || name.includes("\0"))
    throw new Error(`${JSON.stringify(name)} cannot be a name in PostgreSQL`);
  return name;
}
