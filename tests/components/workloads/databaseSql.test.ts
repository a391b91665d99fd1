import assert from "node:assert/strict";

import fc from "fast-check";

import { mysqlSql, postgresqlSql } from "../../../components/workloads/databaseSql";

const languages = {
  PostgreSQL: { sql: postgresqlSql, quoted: /"(?:[^"]|"")*"|'(?:[^']|'')*'/g },
  MySQL: { sql: mysqlSql, quoted: /`(?:[^`]|``)*`|'(?:[^'\\]|''|\\[^])*'/g },
} as const;

const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("\0"));

describe("the SQL that prepares a service's database", () => {
  it("makes the user, lets it sign in with IAM, and leaves nothing to PUBLIC, in PostgreSQL", () => {
    assert.equal(
      postgresqlSql("shop", "payment"),
      `SELECT format('CREATE ROLE %I LOGIN', 'payment')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment') \\gexec
GRANT "rds_iam" TO "payment";
REVOKE ALL ON DATABASE "shop" FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE "shop" TO "payment";
REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS "payment";
GRANT USAGE, CREATE ON SCHEMA "payment" TO "payment";
ALTER ROLE "payment" IN DATABASE "shop" SET search_path TO "payment";
`,
    );
  });

  it("makes database and user, lets it sign in with IAM over TLS alone, and gives it that database, in MySQL", () => {
    assert.equal(
      mysqlSql("gift_card", "payment"),
      `CREATE DATABASE IF NOT EXISTS \`gift_card\` CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'payment'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;
ALTER USER 'payment'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;
GRANT ALL ON \`gift\\_card\`.* TO 'payment'@'%';
`,
    );
  });

  for (const [language, { sql, quoted }] of Object.entries(languages)) {
    /** The text with every quoted identifier and literal taken out, as the server's lexer would see them. */
    const withoutQuoted = (text: string): string =>
      text.replaceAll(quoted, (found) => (found.startsWith("'") ? "L" : "I"));

    it(`has the same statements whatever the names are: no name gets out of its quotes in ${language}`, () => {
      const statements = withoutQuoted(sql("a", "b"));
      fc.assert(
        fc.property(name, name, (database, user) => {
          assert.equal(withoutQuoted(sql(database, user)), statements);
        }),
      );
    });

    it(`refuses a name that ${language} cannot have`, () => {
      assert.throws(() => sql("", "payment"), /"" cannot be a name/);
      assert.throws(() => sql("shop", "a\0b"), /cannot be a name/);
    });
  }
});
