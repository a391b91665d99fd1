import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { databaseEncrypted } from "./database-encrypted";

describeRule(databaseEncrypted, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: { engine: "postgres", storageEncrypted: true },
  },
  sameFor: ["aws:rds/cluster:Cluster"],
  fails: { "storage in clear": { storageEncrypted: false }, "nothing said": { storageEncrypted: ABSENT } },
});
