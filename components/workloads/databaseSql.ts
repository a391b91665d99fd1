/**
 * What an administrator does once in a service's database, as often as wanted: the service's user, who signs in with IAM
 * alone; a schema of its own; nothing left to PUBLIC. For PostgreSQL, by psql (`\gexec`), version 15 and later, connected to
 * `databaseName`.
 *
 * The administrator is never granted the user's role: whoever is a member of `rds_iam`, even through another role, can
 * no longer sign in with a password (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html).
 * So the schema stays the administrator's, and the user creates and owns the tables in it. (PostgreSQL 16 and later make
 * the creator of a role a member of it, with the admin option alone. By PostgreSQL's own rules that would count too; RDS's
 * are its own. An administrator whom a later run finds shut out signs in with an IAM token.)
 */
export function postgresqlSql(databaseName: string, userName: string): string {
  const [database, user] = [identifier(databaseName), identifier(userName)];
  return [
    `SELECT format('CREATE ROLE %I LOGIN', ${literal(userName)})`,
    `  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${literal(userName)}) \\gexec`,
    `GRANT "rds_iam" TO ${user};`,
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC;`,
    `GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${user};`,
    `REVOKE ALL ON SCHEMA public FROM PUBLIC;`,
    `CREATE SCHEMA IF NOT EXISTS ${user};`,
    `GRANT USAGE, CREATE ON SCHEMA ${user} TO ${user};`,
    `ALTER ROLE ${user} IN DATABASE ${database} SET search_path TO ${user};`,
    "",
  ].join("\n");
}

/**
 * The same for MySQL 8.4, connected to no database: the service's database in UTF-8, its user, and every right in that
 * database and none outside of it. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export function mysqlSql(databaseName: string, userName: string): string {
  const user = `${mysqlText(userName)}@'%'`;
  const signIn = "IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL";
  // What is granted on is a pattern: without the backslash, `gift_card` would match `gift-card`, too.
  const pattern = databaseName.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return [
    `CREATE DATABASE IF NOT EXISTS ${mysqlIdentifier(databaseName)} CHARACTER SET utf8mb4;`,
    `CREATE USER IF NOT EXISTS ${user} ${signIn};`,
    `ALTER USER ${user} ${signIn};`,
    `GRANT ALL ON ${mysqlIdentifier(pattern)}.* TO ${user};`,
    "",
  ].join("\n");
}

function mysqlIdentifier(name: string): string {
  return `\`${refuseNul(name).replaceAll("`", "``")}\``;
}

function mysqlText(text: string): string {
  return `'${refuseNul(text).replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}

function identifier(name: string): string {
  return `"${refuseNul(name).replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${refuseNul(text).replaceAll("'", "''")}'`;
}

function refuseNul(name: string): string {
  if (name === "" || name.includes("\0"))
    throw new Error(`${JSON.stringify(name)} cannot be a name in a database`);
  return name;
}
