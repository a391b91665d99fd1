import { fault, resourceRule, type Resource } from "../../rule";
import { BUCKET, LOAD_BALANCER, RDS_CLUSTER, RDS_INSTANCE } from "../../subjects/types";

const DATABASES = [RDS_INSTANCE, RDS_CLUSTER];
const TABLE = "aws:dynamodb/table:Table";
const USER_POOL = "aws:cognito/userPool:UserPool";

export const statefulProtected = resourceRule({
  id: "stateful-protected",
  description: "What holds data can be deleted neither by AWS nor by Pulumi without a step of its own.",
  remediation:
    "Switch on the resource's deletion protection and the option protect; keep the final snapshot of a database, and leave " +
    "forceDestroy off.",
  severity: "high",
  level: "mandatory",
  productionOnly: true,
  references: { FSBP: ["RDS.7", "RDS.8", "DynamoDB.6", "ELB.6", "Cognito.6"] },
  types: [...DATABASES, TABLE, USER_POOL, ...BUCKET, ...LOAD_BALANCER],
  check: (resource) => [
    fault("AWS would delete it when asked", () => !hasDeletionProtection(resource)),
    fault(
      "Pulumi would delete it when told",
      () => !LOAD_BALANCER.includes(resource.type) && !resource.protect,
    ),
    fault("it is deleted without a last snapshot", () => resource.boolean("skipFinalSnapshot") === true),
  ],
});

function hasDeletionProtection(resource: Resource): boolean {
  if (BUCKET.includes(resource.type)) return resource.boolean("forceDestroy") !== true;
  if (resource.type === USER_POOL) return resource.string("deletionProtection") === "ACTIVE";
  if (resource.type === TABLE) return resource.boolean("deletionProtectionEnabled") === true;
  return (
    resource.boolean(
      DATABASES.includes(resource.type) ? "deletionProtection" : "enableDeletionProtection",
    ) === true
  );
}
