import { anyOf } from "../../reading";
import { fault, notApplicable, stackRule, type StackResource } from "../../rule";
import { engineOf } from "../../subjects/database-engine";
import { RDS_CLUSTER, RDS_INSTANCE } from "../../subjects/types";

const GROUPS = {
  [RDS_INSTANCE]: ["parameterGroupName", "aws:rds/parameterGroup:ParameterGroup"],
  [RDS_CLUSTER]: ["dbClusterParameterGroupName", "aws:rds/clusterParameterGroup:ClusterParameterGroup"],
} as const;

export const databaseTls = stackRule({
  id: "database-tls",
  description: "A database refuses connections without TLS.",
  remediation:
    "Give it a parameter group that sets rds.force_ssl (PostgreSQL) or require_secure_transport (MySQL, MariaDB) to 1.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["RDS.38", "RDS.39"] },
  types: [RDS_INSTANCE, RDS_CLUSTER],
  check: (database, stack) => {
    const engine = engineOf(database);
    if (engine === undefined) return notApplicable("its engine has no such parameter");
    const parameter = engine.includes("postgres") ? "rds.force_ssl" : "require_secure_transport";
    const [property, type] = GROUPS[database.type as keyof typeof GROUPS];
    const groups = stack.referredBy(database, property, [type]);
    return [
      fault(
        `its parameter group does not set ${parameter}`,
        () => !anyOf(groups, (group) => demandsTls(group, parameter)),
      ),
    ];
  },
});

function demandsTls(group: StackResource, parameter: string): boolean {
  return anyOf(
    group.list("parameters"),
    (each) => each.string("name") === parameter && each.isOneOf(["1", "ON"], "value"),
  );
}
