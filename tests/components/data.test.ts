import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { PostgresDatabase, type PostgresDatabaseArgs } from "../../components/data/PostgresDatabase";
import { Table } from "../../components/data/Table";
import { one, register, type Registered } from "./mocks";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/data";
const logKeyArn = "arn:aws:kms:us-east-1:123456789012:key/logs";
const instanceType = "aws:rds/instance:Instance";

const small: PostgresDatabaseArgs = {
  databaseName: "payment",
  version: "18",
  instanceClass: "db.t4g.micro",
  storageGiB: 20,
  maxStorageGiB: 100,
  multiZone: false,
  backupRetentionDays: 7,
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  clientSecurityGroupId: "sg-cluster",
  keyArn,
  logKeyArn,
  logRetentionDays: 30,
  protect: false,
};

function database(changes: Partial<PostgresDatabaseArgs> = {}): Promise<readonly Registered[]> {
  return register(() => new PostgresDatabase("data-payment", { ...small, ...changes }));
}

async function instance(changes: Partial<PostgresDatabaseArgs> = {}): Promise<Registered> {
  return one(await database(changes), instanceType, "data-payment");
}

describe("a PostgreSQL database", () => {
  it("D4-02 is reached from the cluster's security group on its port, and from nowhere else", async () => {
    const registered = await database();
    const rules = registered
      .filter(({ type }) => /SecurityGroup.*Rule/.test(type))
      .map(({ inputs }) => inputs);
    assert.equal(rules.length, 1);
    assert.equal(rules[0]?.["referencedSecurityGroupId"], "sg-cluster");
    assert.deepEqual([rules[0]["fromPort"], rules[0]["toPort"], rules[0]["ipProtocol"]], [5432, 5432, "tcp"]);
    const group = one(registered, "aws:ec2/securityGroup:SecurityGroup", "data-payment").inputs;
    assert.equal(group["ingress"], undefined);
    assert.equal(group["egress"], undefined);
    assert.equal(one(registered, instanceType, "data-payment").inputs["publiclyAccessible"], false);
    assert.deepEqual(one(registered, "aws:rds/subnetGroup:SubnetGroup", "data-payment").inputs["subnetIds"], [
      "subnet-a",
      "subnet-b",
    ]);
  });

  it("is encrypted with the platform's key: storage, the master user's secret and Database Insights", async () => {
    const { inputs } = await instance();
    assert.equal(inputs["storageEncrypted"], true);
    for (const key of ["kmsKeyId", "masterUserSecretKmsKeyId", "performanceInsightsKmsKeyId"])
      assert.equal(inputs[key], keyArn, key);
  });

  it("has a master password that only RDS knows, and lets services in by IAM", async () => {
    const { inputs } = await instance();
    assert.equal(inputs["manageMasterUserPassword"], true);
    assert.equal(inputs["password"], undefined);
    assert.equal(inputs["iamDatabaseAuthenticationEnabled"], true);
  });

  it("forces TLS in the parameter group of its major version", async () => {
    for (const version of ["17", "18"]) {
      const group = one(await database({ version }), "aws:rds/parameterGroup:ParameterGroup", "data-payment");
      assert.equal(group.inputs["family"], `postgres${version}`);
      const parameters = group.inputs["parameters"] as { name: string; value: string }[];
      assert.equal(parameters.find(({ name }) => name === "rds.force_ssl")?.value, "1");
    }
  });

  it("logs into groups that exist before it does, with the stage's retention and key", async () => {
    const registered = await database();
    const identifier = String(one(registered, instanceType, "data-payment").inputs["identifier"]);
    const groups = registered.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(groups.map(({ inputs }) => inputs["name"]).sort(), [
      `/aws/rds/instance/${identifier}/postgresql`,
      `/aws/rds/instance/${identifier}/upgrade`,
    ]);
    for (const { inputs } of groups)
      assert.deepEqual([inputs["retentionInDays"], inputs["kmsKeyId"]], [30, logKeyArn]);
    const order = registered.map(({ type }) => type);
    assert.ok(order.lastIndexOf("aws:cloudwatch/logGroup:LogGroup") < order.indexOf(instanceType));
  });

  it("fault 22: names no zone, so one that drifts cannot replace it", async () => {
    const { inputs } = await instance({ multiZone: true });
    assert.equal(inputs["availabilityZone"], undefined);
    assert.equal(inputs["multiAz"], true);
  });

  it("keeps its data where it is protected: by Pulumi, by RDS, in backups and in a last snapshot", async () => {
    const { inputs, protect, retainOnDelete } = await instance({ protect: true, backupRetentionDays: 35 });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    assert.equal(inputs["deletionProtection"], true);
    assert.equal(inputs["deleteAutomatedBackups"], false);
    assert.equal(inputs["skipFinalSnapshot"], false);
    assert.equal(inputs["finalSnapshotIdentifier"], "commerce-test-data-payment-final");
    assert.equal(inputs["backupRetentionPeriod"], 35);
  });

  it("can be removed where it is not protected", async () => {
    const { inputs, protect, retainOnDelete } = await instance();
    assert.deepEqual([protect, retainOnDelete], [false, false]);
    assert.deepEqual([inputs["deletionProtection"], inputs["skipFinalSnapshot"]], [false, true]);
  });

  it("tells where it is, who uses it, and where the master user's password lies", async () => {
    const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1";
    const told: unknown[] = [];
    await register(
      () => {
        const { host, port, userName, databaseName, masterSecretArn } = new PostgresDatabase(
          "data-payment",
          small,
        );
        pulumi
          .all([host, port, userName, databaseName, masterSecretArn])
          .apply((values) => told.push(...values));
      },
      {
        deployed: (type) =>
          type === instanceType ? { address: "payment.rds", masterUserSecrets: [{ secretArn }] } : {},
      },
    );
    assert.deepEqual(
      told.map(String).sort(),
      ["5432", secretArn, "payment", "payment", "payment.rds"].sort(),
    );
  });
});

describe("a table", () => {
  const data = {
    engine: "dynamodb",
    partitionKey: { name: "orderId", type: "S" },
    sortKey: { name: "line", type: "N" },
    indexes: [
      {
        name: "byCustomer",
        partitionKey: { name: "customerId", type: "S" },
        sortKey: { name: "line", type: "N" },
      },
      { name: "byState", partitionKey: { name: "state", type: "S" } },
    ],
  } as const;
  const table = async (protect: boolean): Promise<Registered> =>
    one(
      await register(() => new Table("data-order", { data, keyArn, protect })),
      "aws:dynamodb/table:Table",
      "data-order",
    );

  it("has the keys and indexes of its service", async () => {
    const { inputs } = await table(false);
    assert.deepEqual([inputs["hashKey"], inputs["rangeKey"]], ["orderId", "line"]);
    assert.deepEqual(inputs["globalSecondaryIndexes"], [
      {
        name: "byCustomer",
        keySchemas: [
          { attributeName: "customerId", keyType: "HASH" },
          { attributeName: "line", keyType: "RANGE" },
        ],
        projectionType: "ALL",
      },
      { name: "byState", keySchemas: [{ attributeName: "state", keyType: "HASH" }], projectionType: "ALL" },
    ]);
  });

  it("is encrypted with the platform's key and can be restored to any second", async () => {
    const { inputs } = await table(false);
    assert.deepEqual(inputs["serverSideEncryption"], { enabled: true, kmsKeyArn: keyArn });
    assert.deepEqual(inputs["pointInTimeRecovery"], { enabled: true });
    assert.equal(inputs["billingMode"], "PAY_PER_REQUEST");
  });

  it("is kept by Pulumi and by DynamoDB where it is protected", async () => {
    for (const isProtected of [true, false]) {
      const { inputs, protect, retainOnDelete } = await table(isProtected);
      assert.deepEqual(
        [protect, retainOnDelete, inputs["deletionProtectionEnabled"]],
        [isProtected, isProtected, isProtected],
      );
    }
  });
});
