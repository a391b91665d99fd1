/**
 * Real: PostgreSQL in the major versions that the platform's settings allow, TLS, and the very command of the Jobs that
 * the stack `prod` registers, run by a shell with the Job's environment.
 * Not real: RDS. Its role `rds_iam`, its administrator without superuser rights and its refusal of connections without
 * TLS are set up here as RDS documents them; IAM's tokens are not asked for. The Job's pod and image are not run.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { postgresqlSql } from "../../components/workloads/databaseSql";
import { services } from "../../services";
import { reservedByPostgresql } from "../../services/reservedByPostgresql";
import type { Stack } from "../stacks/previewed";
import { administrator, jobOf, parametersOf, runJob, selfSigned } from "./databaseJob";
import { deployed } from "./deployed";
import { freePort } from "./freePort";
import { majors, PostgresServer } from "./postgres";
import { startOrSkip } from "./unavailable";

/** Services with a PostgreSQL database, by their database's name, which is their user's too. */
const databases = services.flatMap(({ name, data }) =>
  data?.engine === "postgresql" ? [{ service: name, database: data.databaseName }] : [],
);

let stack: Stack;
before(async function () {
  this.timeout(120_000);
  stack = await deployed("prod");
});

for (const major of majors)
  describe(`the services' databases on PostgreSQL ${major}`, () => {
    let server: PostgresServer | undefined;
    let as: PostgresServer["as"];

    before(async function () {
      this.timeout(120_000);
      const hosts = [
        "localhost",
        ...databases.map(({ service }) => jobOf(stack, service).env["PGHOST"] ?? ""),
      ];
      const port = await freePort();
      server = await startOrSkip(this, () => PostgresServer.start(major, port, hosts, parameters()));
      as = server.as.bind(server);
      for (const { service, database } of databases) {
        await server.asSuperuser(`CREATE DATABASE "${database}" OWNER ${administrator.username}`);
        await prepare(server, service);
      }
    });
    after(() => server?.stop());

    it("have no names that the server reserves", async () => {
      assert(server);
      const words = await server.asSuperuser(
        "SELECT word FROM pg_get_keywords() WHERE catcode = 'R' ORDER BY word",
      );
      assert.deepEqual(words.trim().split("\n"), [...reservedByPostgresql].sort());
    });

    it("are made ready by the Job's command as often as it runs", async () => {
      assert(server);
      for (const { service } of databases) await prepare(server, service);
    });

    it("are not made ready over a connection to somebody else: the server's certificate is verified", async () => {
      assert(server);
      const folder = mkdtempSync(path.join(tmpdir(), "other-"));
      await selfSigned(folder, "other", [jobOf(stack, "payment").env["PGHOST"] ?? ""]);
      const running = prepare(server, "payment", { PGSSLROOTCERT: path.join(folder, "other.crt") });
      await assert.rejects(running, /certificate verify failed/);
      const elsewhere = prepare(server, "payment", { PGHOST: "somebody.else" });
      await assert.rejects(elsewhere, /does not match host name "somebody.else"/);
      rmSync(folder, { recursive: true });
    });

    it("belong to their users: each makes tables, changes them and reads them", async () => {
      for (const { database } of databases) {
        await as(
          database,
          database,
          `CREATE TABLE kept (note text); INSERT INTO kept VALUES ('${database}')`,
        );
        await as(database, database, "ALTER TABLE kept ADD COLUMN at timestamptz; CREATE INDEX ON kept (at)");
        assert.equal(await as(database, database, "SELECT note FROM kept"), database);
        assert.equal(
          await as(database, database, "SELECT schemaname FROM pg_tables WHERE tablename = 'kept'"),
          database,
        );
      }
    });

    it("are closed to every other service's user", async () => {
      for (const { database } of databases)
        for (const { database: other } of databases.filter((one) => one.database !== database))
          await assert.rejects(as(other, database, "SELECT 1"), /permission denied for database/);
    });

    it("stay closed to another's user whom an administrator lets connect by mistake", async () => {
      assert(server);
      const [own, other] = databases.map(({ database }) => database);
      assert(own !== undefined && other !== undefined);
      await server.asSuperuser(`GRANT CONNECT ON DATABASE "${own}" TO "${other}"`);
      await assert.rejects(as(other, own, `SELECT * FROM "${own}".kept`), /permission denied for schema/);
      await assert.rejects(
        as(other, own, "CREATE TABLE public.planted (a int)"),
        /permission denied for schema public/,
      );
      await assert.rejects(as(other, own, "CREATE SCHEMA planted"), /permission denied for database/);
      await server.asSuperuser(`REVOKE CONNECT ON DATABASE "${own}" FROM "${other}"`);
    });

    it("give their users no more than their data", async () => {
      for (const { database: user } of databases) {
        await assert.rejects(as(user, user, "CREATE ROLE more LOGIN"), /permission denied/);
        await assert.rejects(as(user, user, "CREATE SCHEMA more"), /permission denied for database/);
        await assert.rejects(as(user, user, "CREATE DATABASE more"), /permission denied/);
        await assert.rejects(as(user, user, `SET ROLE ${administrator.username}`), /permission denied/);
        await assert.rejects(as(user, user, "SELECT * FROM pg_authid"), /permission denied/);
        await assert.rejects(as(user, user, "CREATE TABLE public.planted (a int)"), /permission denied/);
        await assert.rejects(
          as(user, "postgres", "CREATE TABLE public.planted (a int)"),
          /permission denied/,
        );
      }
    });

    it("hide from their users what an administrator keeps in the schema public", async () => {
      assert(server);
      for (const { database } of databases) {
        const sql = "CREATE TABLE public.kept (a int); GRANT SELECT ON public.kept TO PUBLIC";
        await server.asSuperuser(sql, database);
        const reading = as(database, database, "SELECT * FROM public.kept");
        await assert.rejects(reading, /permission denied for schema public/);
        assert.equal(await as(database, database, "SHOW search_path"), database);
      }
    });

    it("let nobody in without TLS", async () => {
      for (const { database } of databases)
        await assert.rejects(
          as(database, database, "SELECT 1", "disable"),
          /no pg_hba.conf entry.*no encryption/,
        );
    });

    it("do not make the administrator a member of rds_iam, who could no longer use a password", async () => {
      assert(server);
      const sql = `SELECT pg_has_role('${administrator.username}', 'rds_iam', 'USAGE')`;
      assert.equal(await server.asSuperuser(sql), "f");
    });

    it("log changes of schemas and what is slow, as the parameter group says", async () => {
      assert(server);
      for (const [name, value] of Object.entries(parameters())) {
        const set = await server.asSuperuser(`SELECT setting FROM pg_settings WHERE name = '${name}'`);
        assert.equal(set === "on" ? "1" : set, value, name);
      }
    });

    for (const name of [
      'quo"te',
      "apo'strophe",
      "back\\slash",
      "dot.dot",
      "a b",
      ":variable",
      "$$",
      "Ünïcode",
      "select",
    ])
      it(`can be called ${name}`, async () => {
        assert(server);
        await server.asSuperuser(
          `CREATE DATABASE "${name.replaceAll('"', '""')}" OWNER ${administrator.username}`,
        );
        await prepare(server, "payment", { PGDATABASE: name, SQL: postgresqlSql(name, name) });
        assert.equal(await as(name, name, "CREATE TABLE t (a int); SELECT current_user"), name);
      });
  });

/** Runs a Job's command here: its database's host is the loopback. */
async function prepare(
  server: PostgresServer,
  service: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const ours = { PGHOSTADDR: "127.0.0.1", PGPORT: String(server.port), ...changes };
  await runJob(jobOf(stack, service), server.certificateFile, ours);
}

/** The parameter group's parameters that PostgreSQL itself knows. */
function parameters(): Record<string, string> {
  const all = Object.entries(parametersOf(stack, "payment"));
  return Object.fromEntries(all.filter(([name]) => !name.startsWith("rds.")));
}
