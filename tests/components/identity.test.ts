import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import type { FileArchive } from "@pulumi/pulumi/asset";

import { CustomerIdentity, type CustomerIdentityArgs } from "../../components/identity/CustomerIdentity";
import { one, register, type MockOptions, type Registered } from "./mocks";

const logKeyArn = "arn:aws:kms:us-east-1:123456789012:key/logs";

function customers(
  changes: Partial<CustomerIdentityArgs> = {},
  options: MockOptions = {},
): Promise<readonly Registered[]> {
  const args = { logRetentionDays: 30, logKeyArn, protect: false, ...changes };
  return register(() => new CustomerIdentity("customers", args), options);
}

async function userPool(changes: Partial<CustomerIdentityArgs> = {}): Promise<Registered> {
  return one(await customers(changes), "aws:cognito/userPool:UserPool", "customers");
}

describe("customers' accounts", () => {
  it("are made by the customers themselves, with an e-mail address that they confirm", async () => {
    const { inputs } = await userPool();
    assert.deepEqual(inputs["adminCreateUserConfig"], { allowAdminCreateUserOnly: false });
    assert.deepEqual(inputs["usernameAttributes"], ["email"]);
    assert.deepEqual(inputs["autoVerifiedAttributes"], ["email"]);
  });

  it("need long passwords of all kinds of characters", async () => {
    const policy = (await userPool()).inputs["passwordPolicy"] as Record<string, unknown>;
    assert.ok(Number(policy["minimumLength"]) >= 12);
    for (const kind of ["Lowercase", "Uppercase", "Numbers", "Symbols"])
      assert.equal(policy[`require${kind}`], true, kind);
  });

  it("can have a second factor, or must, as the stage says", async () => {
    assert.equal((await userPool()).inputs["mfaConfiguration"], "OPTIONAL");
    const { inputs } = await userPool({ mfa: "ON" });
    assert.equal(inputs["mfaConfiguration"], "ON");
    assert.deepEqual(inputs["softwareTokenMfaConfiguration"], { enabled: true });
  });

  it("have threat protection in the plan that includes it, and only there", async () => {
    const plus = (await userPool({ tier: "PLUS" })).inputs;
    assert.deepEqual(
      [plus["userPoolTier"], plus["userPoolAddOns"]],
      ["PLUS", { advancedSecurityMode: "ENFORCED" }],
    );
    const essentials = (await userPool()).inputs;
    assert.deepEqual([essentials["userPoolTier"], essentials["userPoolAddOns"]], ["ESSENTIALS", undefined]);
  });

  it("are kept by Pulumi and by Cognito where they are protected", async () => {
    for (const [isProtected, byCognito] of [
      [true, "ACTIVE"],
      [false, "INACTIVE"],
    ] as const) {
      const { protect, retainOnDelete, inputs } = await userPool({ protect: isProtected });
      assert.deepEqual(
        [protect, retainOnDelete, inputs["deletionProtection"]],
        [isProtected, isProtected, byCognito],
      );
    }
  });
});

describe("the customers' app client", () => {
  it("has no secret and no flow that works without IAM permission, and tells nobody who has an account", async () => {
    const { inputs } = one(await customers(), "aws:cognito/userPoolClient:UserPoolClient", "customers");
    assert.equal(inputs["generateSecret"], false);
    assert.deepEqual(inputs["explicitAuthFlows"], ["ALLOW_ADMIN_USER_PASSWORD_AUTH"]);
    assert.equal(inputs["preventUserExistenceErrors"], "ENABLED");
  });

  it("rotates refresh tokens and can revoke them", async () => {
    const { inputs } = one(await customers(), "aws:cognito/userPoolClient:UserPoolClient", "customers");
    assert.deepEqual(inputs["refreshTokenRotation"], { feature: "ENABLED", retryGracePeriodSeconds: 10 });
    assert.equal(inputs["enableTokenRevocation"], true);
  });
});

describe("the customer authenticator", () => {
  const functionType = "aws:lambda/function:Function";
  const name = "customers-authenticator";

  it("D4-06 is a Lambda function with Cognito: its own code on nodejs24.x and arm64, traced", async () => {
    const { inputs } = one(await customers(), functionType, name);
    assert.equal(inputs["runtime"], "nodejs24.x");
    assert.deepEqual(inputs["architectures"], ["arm64"]);
    assert.deepEqual(inputs["tracingConfig"], { mode: "Active" });
    const folder = await (inputs["code"] as FileArchive).path;
    assert.ok(!path.isAbsolute(folder), "an absolute path would make plans differ by machine");
    assert.ok(existsSync(path.join(folder, "index.mjs")) && inputs["handler"] === "index.handler");
    assert.deepEqual(
      readdirSync(folder).filter((file) => !file.endsWith(".mjs")),
      [],
      "the whole folder is deployed",
    );
  });

  it("has nothing in its environment but the names of its pool and client", async () => {
    const deployed = (type: string): Record<string, unknown> =>
      type === "aws:cognito/userPool:UserPool"
        ? { arn: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/p" }
        : {};
    const { inputs } = one(await customers({}, { deployed }), functionType, name);
    assert.deepEqual(inputs["environment"], {
      variables: { USER_POOL_ID: "customers-id", USER_POOL_CLIENT_ID: "customers-id" },
    });
  });

  it("logs into a group with the stage's retention and key", async () => {
    const { inputs } = one(await customers(), "aws:cloudwatch/logGroup:LogGroup", name);
    assert.deepEqual([inputs["retentionInDays"], inputs["kmsKeyId"]], [30, logKeyArn]);
  });

  it("may sign in customers of its pool, write its log and send traces, and nothing else", async () => {
    const pool = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/p";
    const group = "arn:aws:logs:us-east-1:123456789012:log-group:g";
    const deployed = (type: string): Record<string, unknown> =>
      type.endsWith("UserPool") ? { arn: pool } : type.endsWith("LogGroup") ? { arn: group } : {};
    const role = one(await customers({}, { deployed }), "aws:iam/rolePolicy:RolePolicy", name);
    const { Statement } = JSON.parse(String(role.inputs["policy"])) as {
      Statement: { Action: string[]; Resource: string }[];
    };
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        [["cognito-idp:AdminInitiateAuth", "cognito-idp:AdminRespondToAuthChallenge"], pool],
        [["logs:CreateLogStream", "logs:PutLogEvents"], `${group}:*`],
        [["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"],
      ],
    );
  });

  it("cannot be called from the internet: it has neither a URL nor a resource policy", async () => {
    const types = (await customers()).map(({ type }) => type);
    assert.deepEqual(
      types.filter(
        (type) => type === "aws:lambda/functionUrl:FunctionUrl" || type.startsWith("aws:lambda/permission"),
      ),
      [],
    );
  });
});
