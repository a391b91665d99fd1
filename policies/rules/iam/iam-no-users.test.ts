import { describeRule } from "../../testing/spec";
import { iamNoUsers } from "./iam-no-users";

for (const type of iamNoUsers.types as readonly string[]) {
  describeRule(iamNoUsers, {
    nothingPasses: true,
    fails: { "whatever it is": {} },
    compliant: { type, name: "alice", properties: {} },
  });
}
