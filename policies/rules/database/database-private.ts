import { fault, resourceRule } from "../../rule";
import { RDS_CLUSTER_INSTANCE, RDS_INSTANCE } from "../../subjects/types";

export const databasePrivate = resourceRule({
  id: "database-private",
  description: "A database has no public address.",
  remediation: "Set publiclyAccessible to false and place it in private subnets.",
  severity: "critical",
  level: "mandatory",
  references: { FSBP: ["RDS.2"], "CIS-AWS": ["2.2.3"] },
  types: [RDS_INSTANCE, RDS_CLUSTER_INSTANCE],
  check: (database) => [
    fault("it is publicly accessible", () => database.boolean("publiclyAccessible") === true),
    fault(
      "it is in no subnet group, so AWS places it in the default VPC",
      () =>
        database.type === RDS_INSTANCE &&
        !database.has("dbSubnetGroupName") &&
        !database.has("replicateSourceDb"),
    ),
  ],
});
