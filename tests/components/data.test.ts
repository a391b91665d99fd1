import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { RelationalDatabase, type RelationalDatabaseArgs } from "../../components/data/RelationalDatabase";
import { Table } from "../../components/data/Table";
import { one, register, type Registered } from "./mocks";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/data";
const logKeyArn = "arn:aws:kms:us-east-1:123456789012:key/logs";
const instanceType = "aws:rds/instance:Instance";
const parameterGroup = "aws:rds/parameterGroup:ParameterGroup";

const small: RelationalDatabaseArgs = {
  engine: "postgresql",
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

function database(changes: Partial<RelationalDatabaseArgs> = {}): Promise<readonly Registered[]> {
  return register(() => new RelationalDatabase("data-payment", { ...small, ...changes }));
}

async function instance(changes: Partial<RelationalDatabaseArgs> = {}): Promise<Registered> {
  return one(await database(changes), instanceType, "data-payment");
}

function parametersOf({ inputs }: Registered): Record<string, string> {
  const parameters = inputs["parameters"] as { name: string; value: string }[];
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
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
      const group = one(await database({ version }), parameterGroup, "data-payment");
      assert.equal(group.inputs["family"], `postgres${version}`);
      assert.equal(parametersOf(group)["rds.force_ssl"], "1");
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
        const { host, port, userName, databaseName, masterSecretArn } = new RelationalDatabase(
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

describe("a MySQL database", () => {
  const mysql = { engine: "mysql", version: "8.4", instanceClass: "db.t4g.medium" } as const;

  it("is an instance of MySQL on MySQL's port, and as guarded as one of PostgreSQL", async () => {
    const theirs = (await instance({ protect: true, multiZone: true })).inputs;
    const registered = await database({ ...mysql, protect: true, multiZone: true });
    const ours = one(registered, instanceType, "data-payment").inputs;
    const differing = Object.keys({ ...theirs, ...ours }).filter(
      (key) => JSON.stringify(ours[key]) !== JSON.stringify(theirs[key]),
    );
    assert.deepEqual(differing.sort(), [
      "dbName",
      "enabledCloudwatchLogsExports",
      "engine",
      "engineVersion",
      "instanceClass",
      "optionGroupName",
      "port",
    ]);
    assert.deepEqual([ours["engine"], ours["engineVersion"], ours["port"]], ["mysql", "8.4", 3306]);
    const rule = one(registered, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "data-payment");
    assert.deepEqual([rule.inputs["fromPort"], rule.inputs["toPort"]], [3306, 3306]);
    assert.equal(rule.inputs["referencedSecurityGroupId"], "sg-cluster");
  });

  it("has its database made by the Job, which quotes names that RDS refuses", async () => {
    assert.equal((await instance(mysql)).inputs["dbName"], undefined);
  });

  it("forces TLS and speaks UTF-8 by the parameter group of its major version", async () => {
    const group = one(await database(mysql), parameterGroup, "data-payment");
    assert.equal(group.inputs["family"], "mysql8.4");
    const parameters = parametersOf(group);
    assert.equal(parameters["require_secure_transport"], "1");
    assert.equal(parameters["character_set_server"], "utf8mb4");
  });

  it("exports its errors, slow statements and audit log, and writes each of them", async () => {
    const registered = await database(mysql);
    const exported = one(registered, instanceType, "data-payment").inputs["enabledCloudwatchLogsExports"];
    assert.deepEqual(exported, ["audit", "error", "slowquery"]);
    const groups = registered.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(groups.map(({ name }) => name).sort(), [
      "data-payment-audit",
      "data-payment-error",
      "data-payment-slowquery",
    ]);
    const parameters = parametersOf(one(registered, parameterGroup, "data-payment"));
    assert.deepEqual([parameters["slow_query_log"], parameters["log_output"]], ["1", "FILE"]);
  });

  it("logs changes of schemas by the audit plugin of its option group, which outlives protected data", async () => {
    for (const protect of [true, false]) {
      const { inputs } = one(
        await database({ ...mysql, protect }),
        "aws:rds/optionGroup:OptionGroup",
        "data-payment",
      );
      assert.deepEqual([inputs["engineName"], inputs["majorEngineVersion"]], ["mysql", "8.4"]);
      assert.deepEqual(inputs["options"], [
        {
          optionName: "MARIADB_AUDIT_PLUGIN",
          optionSettings: [{ name: "SERVER_AUDIT_EVENTS", value: "CONNECT,QUERY_DDL,QUERY_DCL" }],
        },
      ]);
      assert.equal(inputs["skipDestroy"], protect);
    }
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
