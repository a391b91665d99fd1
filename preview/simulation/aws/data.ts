import type { Answer, Subject } from "./subject";

const enginePorts: Readonly<Record<string, number>> = { mysql: 3306, "aurora-mysql": 3306, mariadb: 3306 };

function port(subject: Subject): number {
  return Number(subject.inputs["port"] ?? enginePorts[subject.text("engine") ?? ""] ?? 5432);
}

/** The secret in which RDS keeps the administrator's password, if it is asked to. */
function masterUserSecrets(subject: Subject): unknown[] {
  if (subject.inputs["manageMasterUserPassword"] !== true) return [];
  const secretArn = subject.arn("secretsmanager", `secret:rds!db-${subject.uuid()}-${subject.hex(6)}`);
  const kmsKeyId = subject.inputs["masterUserSecretKmsKeyId"] ?? subject.arn("kms", `key/${subject.uuid()}`);
  return [{ secretArn, kmsKeyId, secretStatus: "active" }];
}

function rdsGroup(kind: string): Answer {
  return (subject) => {
    const name = subject.named();
    return { id: name, name, arn: subject.arn("rds", `${kind}:${name}`) };
  };
}

function ofBucket(subject: Subject): ReturnType<Answer> {
  return { id: String(subject.inputs["bucket"]) };
}

/** RDS, DynamoDB, S3, ElastiCache, OpenSearch. */
export const dataAnswers: Readonly<Record<string, Answer>> = {
  "aws:rds/instance:Instance": (subject) => {
    const identifier = subject.named("identifier");
    const address = `${identifier}.${subject.hex(12)}.${subject.region}.rds.${subject.dnsSuffix}`;
    const resourceId = `db-${subject.hex(26).toUpperCase()}`;
    return {
      id: resourceId,
      identifier,
      resourceId,
      arn: subject.arn("rds", `db:${identifier}`),
      address,
      port: port(subject),
      endpoint: `${address}:${String(port(subject))}`,
      masterUserSecrets: masterUserSecrets(subject),
      status: "available",
    };
  },
  "aws:rds/cluster:Cluster": (subject) => {
    const clusterIdentifier = subject.named("clusterIdentifier");
    const host = `${subject.hex(12)}.${subject.region}.rds.${subject.dnsSuffix}`;
    return {
      id: clusterIdentifier,
      clusterIdentifier,
      arn: subject.arn("rds", `cluster:${clusterIdentifier}`),
      clusterResourceId: `cluster-${subject.hex(26).toUpperCase()}`,
      endpoint: `${clusterIdentifier}.cluster-${host}`,
      readerEndpoint: `${clusterIdentifier}.cluster-ro-${host}`,
      port: port(subject),
      masterUserSecrets: masterUserSecrets(subject),
    };
  },
  "aws:rds/clusterInstance:ClusterInstance": (subject) => {
    const identifier = subject.named("identifier");
    const endpoint = `${identifier}.${subject.hex(12)}.${subject.region}.rds.${subject.dnsSuffix}`;
    return {
      id: identifier,
      identifier,
      arn: subject.arn("rds", `db:${identifier}`),
      endpoint,
      port: port(subject),
    };
  },
  "aws:rds/subnetGroup:SubnetGroup": rdsGroup("subgrp"),
  "aws:rds/parameterGroup:ParameterGroup": rdsGroup("pg"),
  "aws:rds/optionGroup:OptionGroup": rdsGroup("og"),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": rdsGroup("cluster-pg"),
  "aws:dynamodb/table:Table": (subject) => {
    const name = subject.named();
    const arn = subject.arn("dynamodb", `table/${name}`);
    const streamArn = `${arn}/stream/2026-01-01T00:00:00.000`;
    return { id: name, name, arn, ...(subject.inputs["streamEnabled"] === true ? { streamArn } : {}) };
  },
  "aws:s3/bucket:Bucket": (subject) => {
    const bucket = subject.named("bucket").toLowerCase();
    return {
      id: bucket,
      bucket,
      arn: `arn:${subject.arn("s3", "").split(":")[1] ?? ""}:s3:::${bucket}`,
      bucketDomainName: `${bucket}.s3.${subject.dnsSuffix}`,
      bucketRegionalDomainName: `${bucket}.s3.${subject.region}.${subject.dnsSuffix}`,
      region: subject.region,
    };
  },
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket,
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
  "aws:s3/bucketLogging:BucketLogging": ofBucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket,
  "aws:elasticache/replicationGroup:ReplicationGroup": (subject) => {
    const id = subject.named("replicationGroupId");
    const host = `${id}.${subject.hex(6)}.${subject.region}.cache.${subject.dnsSuffix}`;
    return {
      id,
      replicationGroupId: id,
      arn: subject.arn("elasticache", `replicationgroup:${id}`),
      primaryEndpointAddress: `master.${host}`,
      readerEndpointAddress: `replica.${host}`,
      port: 6379,
    };
  },
  "aws:opensearch/domain:Domain": (subject) => {
    const domainName = subject.named("domainName");
    const arn = subject.arn("es", `domain/${domainName}`);
    const endpoint = `vpc-${domainName}-${subject.hex(26)}.${subject.region}.es.${subject.dnsSuffix}`;
    return { id: arn, arn, domainName, domainId: `${subject.account}/${domainName}`, endpoint };
  },
};
