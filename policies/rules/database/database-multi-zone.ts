import { fault, notApplicable, stackRule } from "../../rule";
import { RDS_CLUSTER, RDS_CLUSTER_INSTANCE, RDS_INSTANCE } from "../../subjects/types";

export const databaseMultiZone = stackRule({
  id: "database-multi-zone",
  description: "A database goes on in another zone when one fails.",
  remediation: "Set multiAz to true; give a cluster at least two instances.",
  severity: "medium",
  level: "mandatory",
  productionOnly: true,
  references: { FSBP: ["RDS.5", "RDS.15"], "CIS-AWS": ["2.2.4"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  check: (database, stack) => {
    if (database.has("replicateSourceDb")) return notApplicable("it is itself a replica");
    if (database.has("dbClusterInstanceClass"))
      return notApplicable("RDS places its instances in three zones");
    return [
      database.type === RDS_INSTANCE
        ? fault("it has no standby in another zone", () => database.boolean("multiAz") !== true)
        : fault(
            "it has fewer than two instances",
            () => stack.referringTo(database, [RDS_CLUSTER_INSTANCE], "clusterIdentifier").length < 2,
          ),
    ];
  },
});
