import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { paths } from "../../contract/environment";
import type { RelationalEngine } from "../../services/definition";
import { images } from "../pods/images";
import { mysqlSql, postgresqlSql } from "./databaseSql";

/** A database on RDS, and the user to be made in it. */
export interface Database {
  /** The service whose database it is. */
  readonly service: string;
  readonly engine: RelationalEngine;
  readonly host: pulumi.Input<string>;
  readonly port: number;
  readonly databaseName: string;
  readonly userName: string;
  /** The secret that RDS made for the administrator: JSON with `username` and `password`. */
  readonly masterSecretArn: pulumi.Input<string>;
}

/** The engine's own program for SQL: it verifies the server's certificate and name, and stops at the first error. */
export interface DatabaseClient {
  readonly name: string;
  readonly image: string;
  /** uid and gid of the image's own user. */
  readonly user: number;
  readonly sql: (databaseName: string, userName: string) => string;
  /** Shell that runs `$SQL` as the administrator, whose name and password are in files. */
  readonly script: (userFile: string, passwordFile: string) => string;
  readonly environment: (database: Database) => readonly k8s.types.input.core.v1.EnvVar[];
}

const seconds = "10";

export const databaseClients: Readonly<Record<RelationalEngine, DatabaseClient>> = {
  postgresql: {
    name: "psql",
    image: images.postgres,
    user: 70,
    sql: postgresqlSql,
    script: (userFile, passwordFile) =>
      `export PGUSER="$(cat ${userFile})" PGPASSWORD="$(cat ${passwordFile})"\n` +
      'printf "%s" "$SQL" | exec psql --no-psqlrc --set ON_ERROR_STOP=1 --file -',
    environment: ({ host, port, databaseName }) => [
      { name: "PGHOST", value: host },
      { name: "PGPORT", value: String(port) },
      { name: "PGDATABASE", value: databaseName },
      { name: "PGSSLMODE", value: "verify-full" },
      { name: "PGSSLROOTCERT", value: paths.databaseCertificateFile },
      { name: "PGCONNECT_TIMEOUT", value: seconds },
    ],
  },
  mysql: {
    name: "mysql",
    image: images.mysql,
    user: 999,
    sql: mysqlSql,
    // Options first: --no-defaults counts only there. --binary-mode leaves the client no commands of its own.
    script: (userFile, passwordFile) =>
      `export MYSQL_PWD="$(cat ${passwordFile})"\n` +
      `printf "%s" "$SQL" | exec mysql --no-defaults --protocol=TCP --user="$(cat ${userFile})" --binary-mode` +
      ` --ssl-mode=VERIFY_IDENTITY --ssl-ca=${paths.databaseCertificateFile} --connect-timeout=${seconds}` +
      " --default-character-set=utf8mb4",
    environment: ({ host, port }) => [
      { name: "MYSQL_HOST", value: host },
      { name: "MYSQL_TCP_PORT", value: String(port) },
    ],
  },
};
