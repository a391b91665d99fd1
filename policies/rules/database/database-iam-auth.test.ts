import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { databaseIamAuth } from "./database-iam-auth";

describeRule(databaseIamAuth, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: { iamDatabaseAuthenticationEnabled: true },
  },
  sameFor: ["aws:rds/cluster:Cluster"],
  fails: {
    "passwords only": { iamDatabaseAuthenticationEnabled: false },
    "nothing said": { iamDatabaseAuthenticationEnabled: ABSENT },
  },
});
