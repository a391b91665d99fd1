import { fault, resourceRule } from "../../rule";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../subjects/types";

export const databaseIamAuth = resourceRule({
  id: "database-iam-auth",
  description: "Services can sign in to a database with their IAM role instead of a password.",
  remediation: "Set iamDatabaseAuthenticationEnabled to true.",
  severity: "low",
  level: "advisory",
  references: { FSBP: ["RDS.10", "RDS.12"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  check: (database) => [
    fault("it takes passwords only", () => database.boolean("iamDatabaseAuthenticationEnabled") !== true),
  ],
});
