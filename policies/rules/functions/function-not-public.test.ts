import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { functionNotPublic } from "./function-not-public";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(functionNotPublic, {
  compliant: {
    type: "aws:lambda/permission:Permission",
    name: "authenticator",
    properties: { principal: "cognito-idp.amazonaws.com" },
  },
  fails: {
    everyone: { principal: "*" },
    "everyone's buckets": { principal: "s3.amazonaws.com", sourceArn: UNKNOWN },
  },
  passes: {
    "everyone of an organisation": { principal: "*", principalOrgId: "o-1" },
    "everyone of an account": { principal: "*", sourceAccount: UNKNOWN },
    "everyone from a resource": { principal: "*", sourceArn: UNKNOWN },
    "one's own buckets": { principal: "s3.amazonaws.com", sourceAccount: UNKNOWN },
  },
});

describeRule(functionNotPublic, {
  compliant: {
    type: "aws:lambda/functionUrl:FunctionUrl",
    name: "authenticator",
    properties: { authorizationType: "AWS_IAM" },
  },
  fails: {
    "a URL for everyone": { authorizationType: "NONE" },
    "nothing said": { authorizationType: ABSENT },
  },
});
