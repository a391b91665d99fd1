import { describeRule } from "../../testing/spec";
import { iamTrustBounded } from "./iam-trust-bounded";

const provider = "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com";
const claims = {
  "token.actions.githubusercontent.com:sub": "repo:commerce/platform:ref:refs/heads/main",
  "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
};
const oidc = (conditions: unknown, Effect = "Allow") => ({
  Effect,
  Principal: { Federated: provider },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: conditions,
});
const pods = (Condition: unknown, Effect = "Allow") => ({
  Effect,
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition,
});
const anyone = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
const trust = (...statements: unknown[]) => ({ assumeRolePolicy: JSON.stringify({ Statement: statements }) });
const { "token.actions.githubusercontent.com:sub": sub, "token.actions.githubusercontent.com:aud": aud } =
  claims;

describeRule(iamTrustBounded, {
  compliant: {
    type: "aws:iam/role:Role",
    name: "payment",
    properties: trust({ ...anyone, Principal: { Service: "lambda.amazonaws.com" } }),
  },
  fails: {
    everyone: trust(anyone),
    "every token": trust(oidc({})),
    "every subject": trust(oidc({ StringEquals: { "token.actions.githubusercontent.com:aud": aud } })),
    "every audience": trust(oidc({ StringEquals: { "token.actions.githubusercontent.com:sub": sub } })),
    "a subject that is a wildcard": trust(
      oidc({ StringLike: { ...claims, "token.actions.githubusercontent.com:sub": ["*"] } }),
    ),
    "an audience that is a wildcard": trust(
      oidc({ StringLike: { ...claims, "token.actions.githubusercontent.com:aud": "*" } }),
    ),
    "a subject that is a wildcard after another": trust(
      oidc({ StringLike: { ...claims, "token.actions.githubusercontent.com:sub": [sub, "*"] } }),
    ),
    "all subjects but one": trust(oidc({ StringNotEquals: claims })),
    "the pods of every cluster": trust(
      pods({ StringEquals: { "aws:RequestTag/kubernetes-namespace": "x" } }),
    ),
  },
  passes: {
    "one subject and audience": trust(oidc({ StringEquals: claims })),
    "a subject by pattern": trust(
      oidc({ StringLike: { ...claims, "token.actions.githubusercontent.com:sub": "repo:commerce/*" } }),
    ),
    "every token denied": trust(oidc({}, "Deny")),
    "everyone denied": trust({ ...anyone, Effect: "Deny" }),
    "everyone of an organisation": trust({
      ...anyone,
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    }),
    "the pods of one cluster": trust(
      pods({ ArnEquals: { "aws:SourceArn": "arn:aws:eks:::cluster/commerce" } }),
    ),
    "the pods of every cluster denied": trust(pods({}, "Deny")),
  },
  errors: { "a trust that is no JSON": { assumeRolePolicy: "Statement" } },
});
