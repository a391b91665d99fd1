import assert from "node:assert/strict";

import fc from "fast-check";

import { databaseSql } from "../../../components/workloads/databaseSql";

/** The text with every quoted identifier and literal taken out, as PostgreSQL's lexer would see them. */
function withoutQuoted(sql: string): string {
  return sql.replaceAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, (quoted) => (quoted.startsWith('"') ? "I" : "L"));
}

const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("\0"));

describe("the SQL that prepares a service's database", () => {
  it("makes the user, lets it sign in with IAM, and leaves nothing to PUBLIC", () => {
    assert.equal(
      databaseSql("shop", "payment"),
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

  it("has the same statements whatever the names are: no name gets out of its quotes", () => {
    const statements = withoutQuoted(databaseSql("a", "b"));
    fc.assert(
      fc.property(name, name, (database, user) => {
        assert.equal(withoutQuoted(databaseSql(database, user)), statements);
      }),
    );
  });

  it("refuses a name that PostgreSQL cannot have", () => {
    assert.throws(() => databaseSql("", "payment"), /"" cannot be a name/);
    assert.throws(() => databaseSql("shop", "a\0b"), /cannot be a name/);
  });
});
