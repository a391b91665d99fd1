/**
 * Real: MySQL, its own client, TLS, and the very command of the Jobs that the stack `prod` would register with services
 * that are written for MySQL, run by a shell with the Job's environment.
 * Not real: RDS. Its administrator has the rights that RDS documents; instead of RDS's plugin for IAM, users have a
 * password, which the Job's SQL is changed for; the host is `localhost`, by name. The audit plugin, the Job's pod and image
 * are not run. The server is of a later long-term release than the one that the settings allow.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { mysqlSql } from "../../components/workloads/databaseSql";
import type { Stack } from "../stacks/previewed";
import { jobOf, parametersOf, runJob, selfSigned } from "./databaseJob";
import { deployedOnMysql } from "./deployed";
import { freePort } from "./freePort";
import { itsStandIn, MysqlServer, rdsPlugin } from "./mysql";
import { startOrSkip } from "./unavailable";

/** Services, their databases and their users are called the same. */
const users = ["payment", "catalog"] as const;

describe("the services' databases on MySQL", () => {
  let stack: Stack;
  let server: MysqlServer | undefined;
  let as: MysqlServer["as"];

  before(async function () {
    this.timeout(300_000);
    stack = await deployedOnMysql(...users);
    const port = await freePort();
    server = await startOrSkip(this, () => MysqlServer.start(port, parametersOf(stack, "payment")));
    as = server.as.bind(server);
    console.log(`    MySQL ${await server.asSuperuser("SELECT VERSION()")}`);
    for (const user of users) await prepare(user);
  });
  after(() => server?.stop());

  /** Runs a Job's command here, with the stand-in for RDS's plugin. */
  async function prepare(service: string, changes: Readonly<Record<string, string>> = {}): Promise<void> {
    assert(server);
    const job = jobOf(stack, service);
    const sql = changes["SQL"] ?? job.env["SQL"] ?? "";
    assert(sql.includes(rdsPlugin));
    await runJob(job, server.certificateFile, {
      PATH: `${server.binaries}:${process.env["PATH"] ?? ""}`,
      MYSQL_HOST: "localhost",
      MYSQL_TCP_PORT: String(server.port),
      ...changes,
      SQL: sql.replaceAll(rdsPlugin, itsStandIn),
    });
  }

  it("are made ready by the Job's command as often as it runs, and keep what is in them", async () => {
    for (const user of users) {
      await as(user, user, `CREATE TABLE kept (note text); INSERT INTO kept VALUES ('${user}')`);
      await prepare(user);
      assert.equal(await as(user, user, "SELECT note FROM kept"), user);
    }
  });

  it("are asked to let their users in by RDS's plugin, which no other server has", async () => {
    assert(server);
    const running = server.asSuperuser(mysqlSql("asked", "asked"));
    await assert.rejects(running, /Plugin 'AWSAuthenticationPlugin' is not loaded/);
  });

  it("are not made ready over a connection to somebody else: certificate and name are verified", async () => {
    assert(server);
    await assert.rejects(prepare("payment", { MYSQL_HOST: "127.0.0.1" }), /certificate verify failed/);
    const folder = mkdtempSync(path.join(tmpdir(), "other-"));
    await selfSigned(folder, "other", ["localhost"]);
    const certificateFile = path.join(folder, "other.crt");
    const [job, { binaries, port }] = [jobOf(stack, "payment"), server];
    const ours = { PATH: `${binaries}:/usr/bin:/bin`, MYSQL_HOST: "localhost", MYSQL_TCP_PORT: String(port) };
    await assert.rejects(runJob(job, certificateFile, ours), /certificate verify failed/);
    rmSync(folder, { recursive: true });
  });

  it("are changed by their users' migrations: tables, columns, indexes, keys, views, triggers", async () => {
    for (const user of users) {
      await as(user, user, "CREATE TABLE parent (id bigint AUTO_INCREMENT PRIMARY KEY, name varchar(100))");
      await as(user, user, "ALTER TABLE parent ADD COLUMN at datetime(6), ADD INDEX by_name (name)");
      await as(user, user, "CREATE TABLE child (parent bigint NOT NULL REFERENCES parent (id))");
      await as(user, user, "ALTER TABLE child ADD FOREIGN KEY (parent) REFERENCES parent (id)");
      await as(user, user, "CREATE VIEW names AS SELECT name FROM parent");
      await as(user, user, "CREATE TRIGGER dated BEFORE INSERT ON parent FOR EACH ROW SET NEW.at = NOW(6)");
      await as(user, user, "INSERT INTO parent (name) VALUES ('Zürich 🧾')");
      assert.equal(await as(user, user, "SELECT name FROM names"), "Zürich 🧾");
      await as(user, user, "DROP VIEW names; DROP TABLE child, parent");
    }
  });

  it("are closed to every other service's user, who does not even see them", async () => {
    for (const user of users)
      for (const other of users.filter((one) => one !== user)) {
        await assert.rejects(as(other, user, "SELECT 1"), /Access denied for user/);
        await assert.rejects(as(other, other, `SELECT * FROM \`${user}\`.kept`), /SELECT command denied/);
        const seen = await as(other, other, "SHOW DATABASES");
        assert.deepEqual(seen.split("\n"), [other, "information_schema", "performance_schema"].sort());
      }
  });

  it("are not the ones that a name with a wildcard would match", async () => {
    assert(server);
    await prepare("payment", { SQL: mysqlSql("gift_card", "gift_card") });
    await server.asSuperuser("CREATE DATABASE giftXcard; CREATE TABLE giftXcard.kept (a int)");
    assert.equal(await as("gift_card", "gift_card", "SELECT DATABASE()"), "gift_card");
    await assert.rejects(as("gift_card", "giftXcard", "SELECT * FROM kept"), /Access denied for user/);
  });

  it("give their users no more than their data", async () => {
    for (const user of users)
      for (const sql of [
        "CREATE USER more",
        "CREATE DATABASE more",
        `GRANT SELECT ON ${user}.* TO CURRENT_USER`,
        `ALTER USER root@localhost IDENTIFIED BY 'ours'`,
        "SELECT * FROM mysql.user",
        "SET GLOBAL max_connections = 1",
        "SELECT 'ours' INTO OUTFILE 'ours'",
        "SHUTDOWN",
      ])
        await assert.rejects(as(user, user, sql), /[Dd]enied/, sql);
  });

  it("let nobody in without TLS: the server refuses everybody, and the users are refused by themselves", async () => {
    assert(server);
    await server.asSuperuser(`CREATE USER careless IDENTIFIED WITH ${itsStandIn}`);
    const careless = as("careless", "", "SELECT 1", "DISABLED");
    await assert.rejects(careless, /insecure transport are prohibited/);
    await server.asSuperuser("SET GLOBAL require_secure_transport = OFF");
    assert.equal(await as("careless", "", "SELECT 1", "DISABLED"), "1");
    for (const user of users)
      await assert.rejects(as(user, user, "SELECT 1", "DISABLED"), /Access denied for user/);
    await server.asSuperuser("SET GLOBAL require_secure_transport = ON");
  });

  it("log what is slow and speak UTF-8, as the parameter group says", async () => {
    assert(server);
    for (const [name, value] of Object.entries(parametersOf(stack, "payment"))) {
      const set = await server.asSuperuser(`SELECT @@GLOBAL.${name}`);
      assert.equal(set.replace(/\.0+$/, ""), value, name);
    }
  });

  for (const name of [
    'quo"te',
    "apo'strophe",
    "back\\slash",
    "back`tick",
    "dot.dot",
    "a b",
    "per%cent",
    "under_score",
    "semi;colon -- and more",
    "Ünïcode",
    "select",
    "order",
  ])
    it(`can be called ${name}`, async () => {
      await prepare("payment", { SQL: mysqlSql(name, name) });
      assert.equal(await as(name, name, "CREATE TABLE t (a int); SELECT CURRENT_USER()"), `${name}@%`);
    });
});
