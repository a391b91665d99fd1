import { fault, resourceRule } from "../../rule";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../subjects/types";

export const databaseEncrypted = resourceRule({
  id: "database-encrypted",
  description: "A database's storage is encrypted.",
  remediation:
    "Set storageEncrypted to true; an existing database has to be restored from an encrypted snapshot.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["RDS.3", "RDS.27"], "CIS-AWS": ["2.2.1"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  check: (database) => [
    fault("its storage is not encrypted", () => database.boolean("storageEncrypted") !== true),
  ],
});
