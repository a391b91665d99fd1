import { fault, notApplicable, resourceRule } from "../../rule";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../subjects/types";

export const databaseManagedPassword = resourceRule({
  id: "database-managed-password",
  description: "RDS makes, keeps and rotates the administrator's password; no program knows it.",
  remediation: "Set manageMasterUserPassword to true and remove the password.",
  severity: "high",
  level: "mandatory",
  references: { NIST: ["IA-5"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  check: (database) => {
    const source = database.type === RDS_INSTANCE ? "replicateSourceDb" : "replicationSourceIdentifier";
    if (database.has(source)) return notApplicable("a replica has its source's password");
    return [
      fault(
        "its administrator's password is not managed by RDS",
        () => database.boolean("manageMasterUserPassword") !== true,
      ),
    ];
  },
});
