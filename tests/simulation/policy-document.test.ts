import assert from "node:assert/strict";
import { invoke } from "../../preview/simulation";

const context = { accountId: "123456789012", region: "us-east-1", preview: true };

function minified(args: Record<string, unknown>): unknown {
  return invoke("aws:iam/getPolicyDocument:getPolicyDocument", args, context)["minifiedJson"];
}

const read = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] };
const readJson =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}]}';

/** Texts that Terraform's AWS provider 5.100 gave for the same arguments. */
describe("aws.iam.getPolicyDocument answers to the byte what the AWS provider does", () => {
  it("single values stand without a list", () => {
    assert.equal(minified({ statements: [read] }), readJson);
  });

  it("lists of actions, resources and principals fall, values of conditions stay, tests and variables rise", () => {
    const statement = {
      sid: "One",
      actions: ["sqs:SendMessage", "sqs:ReceiveMessage", "kms:Decrypt"],
      resources: ["arn:b", "arn:a", "arn:c"],
      principals: [
        { type: "AWS", identifiers: ["arn:aws:iam::1:root", "arn:aws:iam::2:root"] },
        { type: "Service", identifiers: ["sns.amazonaws.com"] },
      ],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
        { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-2"] },
        { test: "ArnEquals", variable: "aws:SourceArn", values: ["arn:x", "arn:y"] },
      ],
    };
    assert.equal(
      minified({ policyId: "p", statements: [statement] }),
      '{"Version":"2012-10-17","Id":"p","Statement":[{"Sid":"One","Effect":"Allow","Action":["sqs:SendMessage",' +
        '"sqs:ReceiveMessage","kms:Decrypt"],"Resource":["arn:c","arn:b","arn:a"],"Principal":{"AWS":' +
        '["arn:aws:iam::2:root","arn:aws:iam::1:root"],"Service":"sns.amazonaws.com"},"Condition":{"ArnEquals":' +
        '{"aws:SourceArn":["arn:x","arn:y"]},"StringEquals":{"aws:PrincipalOrgID":"o-2","aws:SourceAccount":"1"}}}]}',
    );
  });

  it("everyone is a star, and &{} is a variable of the policy", () => {
    const statements = [
      {
        effect: "Deny",
        notActions: ["iam:*"],
        notResources: ["*"],
        principals: [{ type: "*", identifiers: ["*"] }],
      },
      {
        actions: ["a:b"],
        resources: ["arn:aws:s3:::&{aws:username}/*"],
        notPrincipals: [{ type: "AWS", identifiers: ["*"] }],
      },
    ];
    assert.equal(
      minified({ statements }),
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":"iam:*","NotResource":"*","Principal":"*"},' +
        '{"Effect":"Allow","Action":"a:b","Resource":"arn:aws:s3:::${aws:username}/*","NotPrincipal":{"AWS":"*"}}]}',
    );
  });

  it("source documents come first, and an override takes the place of the statement with its sid", () => {
    const deny = '{"Statement":{"Sid":"Read","Effect":"Deny","Action":"*","Resource":"*"}}';
    assert.equal(
      minified({ sourcePolicyDocuments: [readJson], overridePolicyDocuments: [deny] }),
      '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Deny","Action":"*","Resource":"*"}]}',
    );
  });

  it("two statements of one sid are refused", () => {
    assert.throws(
      () => minified({ sourcePolicyDocuments: [readJson], statements: [read] }),
      /the sid "Read"/,
    );
  });
});
