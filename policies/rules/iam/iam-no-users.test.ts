import { describeRule } from "../../testing/spec";
import { iamNoUsers } from "./iam-no-users";

for (const type of ["user:User", "accessKey:AccessKey", "userPolicyAttachment:UserPolicyAttachment"]) {
  noneOf(`aws:iam/${type}`);
}
noneOf("aws:iam/userPolicy:UserPolicy");
noneOf("aws:iam/userLoginProfile:UserLoginProfile");

function noneOf(type: string): void {
  describeRule(iamNoUsers, {
    compliant: { type, name: "alice", properties: {} },
    nothingPasses: true,
    fails: { "whatever it is": {} },
  });
}
