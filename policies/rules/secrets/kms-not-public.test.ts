import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { kmsNotPublic } from "./kms-not-public";

const use = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" };
const policy = (...statements: unknown[]) => ({ policy: JSON.stringify({ Statement: statements }) });

describeRule(kmsNotPublic, {
  compliant: {
    type: "aws:kms/key:Key",
    name: "data",
    properties: policy({ ...use, Condition: { StringEquals: { "kms:CallerAccount": "1" } } }),
  },
  sameFor: ["aws:kms/keyPolicy:KeyPolicy"],
  fails: { everyone: policy(use), "everyone after others": policy({ ...use, Effect: "Deny" }, use) },
  passes: {
    "one account": policy({ ...use, Principal: { AWS: "arn:aws:iam::1:root" } }),
    "a statement that denies": policy({ ...use, Effect: "Deny" }),
  },
  notApplicable: { "no policy": { policy: ABSENT } },
  errors: { "a policy that is no JSON": { policy: "}" } },
});
