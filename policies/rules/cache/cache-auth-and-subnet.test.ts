import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { cacheAuthAndSubnet } from "./cache-auth-and-subnet";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(cacheAuthAndSubnet, {
  compliant: {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "catalog",
    properties: { userGroupIds: [UNKNOWN], subnetGroupName: "private" },
  },
  fails: {
    "no authentication": { userGroupIds: ABSENT },
    "no user group": { userGroupIds: [] },
    "no subnet group": { subnetGroupName: ABSENT },
    "the default subnet group": { subnetGroupName: "default" },
  },
  passes: {
    "a token": { userGroupIds: ABSENT, authToken: UNKNOWN },
    "a token that is only written": { userGroupIds: ABSENT, authTokenWo: UNKNOWN },
  },
});
