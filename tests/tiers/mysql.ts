import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { administrator, selfSigned } from "./databaseJob";
import { Unavailable } from "./unavailable";

const run = promisify(execFile);

/** The packages that Debian has of MySQL: only its development branch has any, of the latest long-term release. */
const packages = ["mysql-server-core", "mysql-client-core"];
const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
/** MySQL drops root's rights; `nobody` is who it runs as then. */
const nobody = 65_534;
/** Stands in for what RDS makes of an IAM token: users sign in with it as their password. */
const token = "token";
export const rdsPlugin = "AWSAuthenticationPlugin AS 'RDS'";
export const itsStandIn = `caching_sha2_password BY '${token}'`;

/** What RDS's administrator may: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html */
const rightsOnRds = `SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES,
  CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, REPLICATION CLIENT, CREATE VIEW, SHOW VIEW,
  CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER, CREATE ROLE, DROP ROLE, APPLICATION_PASSWORD_ADMIN, ROLE_ADMIN`;

/** A MySQL server of its own on the loopback, with an administrator who may do what RDS's may. */
export class MysqlServer {
  /** The certificate to trust, as a file. It is good for the name `localhost`, not for its address. */
  readonly certificateFile: string;
  /** Holds the client `mysql`. */
  readonly binaries: string;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly server: ChildProcess,
  ) {
    this.certificateFile = path.join(folder, "server.crt");
    this.binaries = path.join(folder, "bin");
  }

  /**
   * @param settings what the stack's parameter group sets
   * @throws Unavailable where it cannot be had
   */
  static async start(port: number, settings: Readonly<Record<string, string>>): Promise<MysqlServer> {
    const folder = mkdtempSync(path.join(tmpdir(), "mysql-"));
    chmodSync(folder, 0o755);
    const share = await install(folder).catch((error: unknown) => {
      rmSync(folder, { recursive: true });
      throw error;
    });
    await selfSigned(folder, "server", ["localhost"]);
    const data = path.join(folder, "data");
    mkdirSync(data);
    const asRoot = process.getuid?.() === 0;
    if (asRoot) for (const file of [data, path.join(folder, "server.key")]) chownSync(file, nobody, nobody);
    const options = {
      ...(asRoot && { user: "nobody" }),
      datadir: data,
      "lc-messages-dir": share,
      "character-sets-dir": path.join(share, "charsets"),
      "log-error": path.join(data, "log"),
    };
    const mysqld = path.join(folder, "bin/mysqld");
    await run(mysqld, ["--no-defaults", "--initialize-insecure", ...flagsOf(options)]);
    const running = {
      ...options,
      port: String(port),
      "bind-address": "127.0.0.1",
      mysqlx: "OFF",
      socket: path.join(data, "socket"),
      "pid-file": path.join(data, "pid"),
      "secure-file-priv": data,
      "ssl-ca": path.join(folder, "server.crt"),
      "ssl-cert": path.join(folder, "server.crt"),
      "ssl-key": path.join(folder, "server.key"),
      ...settings,
    };
    const server = spawn(mysqld, ["--no-defaults", ...flagsOf(running)], { stdio: "ignore", cwd: data });
    const started = new MysqlServer(folder, port, server);
    await started.ready();
    await started.asSuperuser(
      `CREATE USER ${administrator.username} IDENTIFIED BY '${administrator.password}';` +
        `GRANT ${rightsOnRds} ON *.* TO ${administrator.username} WITH GRANT OPTION`,
    );
    return started;
  }

  /** What statements answer, a line a row. */
  async asSuperuser(sql: string): Promise<string> {
    return this.mysql(sql, [`--socket=${path.join(this.folder, "data/socket")}`, "--user=root"]);
  }

  /** What statements answer to a service's user, over TLS. @throws an Error with what the server said */
  async as(user: string, database: string, sql: string, sslMode = "VERIFY_IDENTITY"): Promise<string> {
    return this.mysql(sql, [
      ...["--host=localhost", "--protocol=TCP", `--port=${String(this.port)}`, `--user=${user}`],
      ...[`--database=${database}`, `--ssl-mode=${sslMode}`, "--get-server-public-key"],
      ...(sslMode === "DISABLED" ? [] : [`--ssl-ca=${this.certificateFile}`]),
    ]);
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null && this.server.signalCode === null) {
      const exited = once(this.server, "exit");
      this.server.kill("SIGKILL");
      await exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async mysql(sql: string, flags: readonly string[]): Promise<string> {
    const always = [
      "--no-defaults",
      "--batch",
      "--raw",
      "--skip-column-names",
      "--default-character-set=utf8mb4",
    ];
    const env = { PATH: process.env["PATH"], MYSQL_PWD: flags.includes("--user=root") ? "" : token };
    try {
      const client = path.join(this.binaries, "mysql");
      const { stdout } = await run(client, [...always, ...flags, `--execute=${sql}`], { env });
      return stdout.trim();
    } catch (error) {
      throw new Error((error as { stderr: string }).stderr.trim());
    }
  }

  private async ready(): Promise<void> {
    for (let tries = 0; tries < 100 && this.server.exitCode === null; tries++) {
      if ((await this.asSuperuser("SELECT 1").catch(() => "")) === "1") return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const said = readFileSync(path.join(this.folder, "data/log"), "utf8");
    await this.stop();
    throw new Error(`MySQL did not answer within 10 seconds:\n${said}`);
  }
}

function flagsOf(options: Readonly<Record<string, string>>): string[] {
  return Object.entries(options).map(([name, value]) => `--${name}=${value}`);
}

/**
 * Unpacks MySQL and every library that it needs into a folder, without installing anything: apt is given lists and a
 * state of its own, in which nothing is installed, and Debian's keys. The programs then run by their own loader.
 *
 * @returns the folder of its messages and character sets
 */
async function install(folder: string): Promise<string> {
  if (!existsSync(keyring))
    throw new Unavailable(`${keyring} is missing: MySQL comes from Debian's packages`);
  const apt = path.join(folder, "apt");
  for (const part of ["lists/partial", "cache/archives/partial"])
    mkdirSync(path.join(apt, part), { recursive: true });
  writeFileSync(path.join(apt, "status"), "");
  writeFileSync(path.join(apt, "sources.list"), `deb [signed-by=${keyring}] ${await mirror()} sid main\n`);
  const own = {
    "Dir::Etc::sourcelist": path.join(apt, "sources.list"),
    "Dir::Etc::sourceparts": "-",
    "Dir::State::lists": path.join(apt, "lists"),
    "Dir::State::status": path.join(apt, "status"),
    "Dir::Cache": path.join(apt, "cache"),
    "APT::Sandbox::User": "root",
  };
  const options = Object.entries(own).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  try {
    await run("apt-get", [...options, "update"]);
    const wanted = ["install", "--download-only", "--no-install-recommends", "--yes", ...packages];
    await run("apt-get", [...options, ...wanted]);
  } catch (error) {
    throw new Unavailable(`${packages.join(" and ")} cannot be had: ${(error as { stderr: string }).stderr}`);
  }
  const root = path.join(folder, "root");
  const archives = path.join(apt, "cache/archives");
  for (const file of readdirSync(archives).filter((name) => name.endsWith(".deb")))
    await run("dpkg-deb", ["--extract", path.join(archives, file), root]);
  rmSync(apt, { recursive: true });
  mkdirSync(path.join(folder, "bin"));
  for (const program of ["usr/bin/mysql", "usr/sbin/mysqld"]) runByItsOwnLoader(folder, root, program);
  return path.join(root, "usr/share/mysql");
}

/** Where this machine's apt gets Debian's packages from. */
async function mirror(): Promise<string> {
  const flags = ["indextargets", "--format", "$(REPO_URI)", "Origin: Debian", "Label: Debian"];
  const { stdout } = await run("apt-get", flags).catch(() => ({ stdout: "" }));
  const [first] = stdout.split("\n");
  if (!first) throw new Unavailable("apt knows no mirror of Debian; has `apt-get update` run?");
  return first;
}

/** A script of the program's name that starts it with its own C library, which may be newer than this machine's. */
function runByItsOwnLoader(folder: string, root: string, program: string): void {
  const all = path.join(root, "usr/lib");
  const libraries = path.join(all, readdirSync(all).find((name) => name.endsWith("-linux-gnu")) ?? "");
  const loader = path.join(
    libraries,
    readdirSync(libraries).find((name) => name.startsWith("ld-linux")) ?? "",
  );
  const script = path.join(folder, "bin", path.basename(program));
  writeFileSync(
    script,
    `#!/bin/sh\nexec ${loader} --library-path ${libraries} ${path.join(root, program)} "$@"\n`,
  );
  chmodSync(script, 0o755);
}
