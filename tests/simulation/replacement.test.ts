import assert from "node:assert/strict";
import { isStateful, replaceOn } from "../../preview/simulation";
import { replacedByAws } from "../../preview/simulation/aws/replacedBy";
import { sdkFacts } from "../../preview/simulation/sdk";

const replaced: Record<string, string[]> = {
  "aws:rds/instance:Instance": [
    "engine",
    "storageEncrypted",
    "kmsKeyId",
    "dbName",
    "username",
    "availabilityZone",
  ],
  "aws:dynamodb/table:Table": ["name", "hashKey", "rangeKey"],
  "aws:sns/topic:Topic": ["name", "fifoTopic"],
  "aws:sqs/queue:Queue": ["name", "fifoQueue"],
  "aws:ec2/subnet:Subnet": ["cidrBlock", "availabilityZone", "vpcId"],
  "aws:ec2/vpc:Vpc": ["cidrBlock"],
  "aws:eks/cluster:Cluster": ["name", "roleArn"],
  "aws:ecr/repository:Repository": ["name", "encryptionConfigurations"],
  "aws:cognito/userPool:UserPool": ["usernameAttributes", "aliasAttributes"],
  "aws:secretsmanager/secret:Secret": ["name"],
  "aws:s3/bucket:Bucket": ["bucket"],
  "kubernetes:apps/v1:Deployment": ["metadata.name", "metadata.namespace", "spec.selector"],
  "kubernetes:batch/v1:Job": ["spec.template"],
  "kubernetes:core/v1:PersistentVolumeClaim": ["spec.storageClassName"],
};

/** Changed in place, although one might think otherwise. */
const updated: Record<string, string[]> = {
  "aws:rds/instance:Instance": ["identifier", "instanceClass", "engineVersion", "allocatedStorage"],
  "aws:dynamodb/table:Table": ["billingMode", "serverSideEncryption", "deletionProtectionEnabled"],
  "aws:eks/cluster:Cluster": ["version", "vpcConfig", "encryptionConfig"],
  "aws:kms/key:Key": ["policy", "enableKeyRotation", "deletionWindowInDays"],
  "aws:sqs/queue:Queue": ["kmsMasterKeyId", "visibilityTimeoutSeconds"],
  "aws:ec2/subnet:Subnet": ["mapPublicIpOnLaunch"],
};

describe("which changes replace a resource", () => {
  for (const [type, properties] of Object.entries(replaced)) {
    it(`${type}: ${properties.join(", ")}`, () => {
      for (const property of properties) assert.ok(replaceOn(type).includes(property), property);
    });
  }

  for (const [type, properties] of Object.entries(updated)) {
    it(`${type} keeps its place when ${properties.join(", ")} changes`, () => {
      for (const property of properties) assert.ok(!replaceOn(type).includes(property), property);
    });
  }

  it("every property of the table is an input of the installed SDK's type", () => {
    for (const [type, properties] of Object.entries(replacedByAws)) {
      const { inputs } = sdkFacts(type);
      for (const property of properties)
        assert.ok(inputs.has(property.split(".")[0] ?? ""), `${type} ${property}`);
    }
  });
});

describe("what holds data", () => {
  for (const type of [
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:s3/bucket:Bucket",
    "aws:ecr/repository:Repository",
    "aws:cognito/userPool:UserPool",
    "aws:kms/key:Key",
    "aws:secretsmanager/secret:Secret",
    "aws:sqs/queue:Queue",
    "aws:cloudwatch/logGroup:LogGroup",
    "kubernetes:core/v1:PersistentVolumeClaim",
  ]) {
    it(`${type} does`, () => assert.ok(isStateful(type)));
  }

  for (const type of [
    "aws:sns/topic:Topic",
    "aws:iam/role:Role",
    "aws:ec2/vpc:Vpc",
    "kubernetes:apps/v1:Deployment",
  ]) {
    it(`${type} does not`, () => assert.ok(!isStateful(type)));
  }
});
