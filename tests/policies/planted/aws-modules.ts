import type { Fixture } from "../../../policies/testing/protocol";
import type { Module } from "./fault";

const tags = { Project: "commerce", Stage: "prod", ManagedBy: "pulumi" };

type Extra = Pick<Fixture, "from" | "protect">;

function aws(token: string, name: string, properties: object = {}, extra: Extra = {}): Fixture {
  const [module = "", kind = ""] = token.split("/");
  const type = `aws:${module}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  return { type, name, properties: { ...properties }, ...extra };
}

function tagged(token: string, name: string, properties: object = {}, extra: Extra = {}): Fixture {
  return aws(token, name, { tags, ...properties }, extra);
}

const document = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const bucketParts = (bucket: string): Fixture[] => [
  tagged("s3/Bucket", bucket, {}, { protect: true }),
  aws(
    "s3/BucketPublicAccessBlock",
    `block-${bucket}`,
    { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    { from: { bucket: [bucket] } },
  ),
  aws("s3/BucketPolicy", `policy-${bucket}`, { policy: document(tlsOnly) }, { from: { bucket: [bucket] } }),
  aws(
    "s3/BucketLifecycleConfiguration",
    `lifecycle-${bucket}`,
    { rules: [{ id: "expire", status: "Enabled" }] },
    { from: { bucket: [bucket] } },
  ),
];

export const bucket: Module = (n) => [
  ...bucketParts(`logs-${n}`),
  ...bucketParts(`images-${n}`),
  aws(
    "s3/BucketLogging",
    `logging-${n}`,
    {},
    { from: { bucket: [`images-${n}`], targetBucket: [`logs-${n}`] } },
  ),
  aws("s3/BucketAcl", `acl-${n}`, { acl: "private" }, { from: { bucket: [`images-${n}`] } }),
];

export const edge: Module = (n) => [
  tagged("wafv2/WebAcl", `acl-${n}`, {
    scope: "CLOUDFRONT",
    rules: [{ name: "rate", visibilityConfig: { cloudwatchMetricsEnabled: true } }],
  }),
  aws("wafv2/WebAclLoggingConfiguration", `logging-${n}`, {}, { from: { resourceArn: [`acl-${n}`] } }),
  tagged(
    "cloudfront/Distribution",
    `site-${n}`,
    {
      webAclId: "arn:aws:wafv2:us-east-1:111111111111:global/webacl/site/1",
      defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
      origins: [{ originId: "images", originAccessControlId: "oac", domainName: "images.s3.amazonaws.com" }],
      viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
    },
    { from: { webAclId: [`acl-${n}`] } },
  ),
];

export const network: Module = (n) => [
  tagged("ec2/Vpc", `vpc-${n}`, { cidrBlock: "10.0.0.0/16" }),
  aws(
    "ec2/DefaultSecurityGroup",
    `closed-${n}`,
    { tags, ingress: [], egress: [] },
    { from: { vpcId: [`vpc-${n}`] } },
  ),
  tagged("ec2/FlowLog", `flow-${n}`, { trafficType: "ALL" }, { from: { vpcId: [`vpc-${n}`] } }),
  tagged("ec2/InternetGateway", `internet-${n}`, {}, { from: { vpcId: [`vpc-${n}`] } }),
  tagged("ec2/Subnet", `public-${n}`, { mapPublicIpOnLaunch: false }, { from: { vpcId: [`vpc-${n}`] } }),
  tagged("ec2/RouteTable", `table-${n}`, {}, { from: { vpcId: [`vpc-${n}`] } }),
  aws(
    "ec2/RouteTableAssociation",
    `association-${n}`,
    {},
    { from: { subnetId: [`public-${n}`], routeTableId: [`table-${n}`] } },
  ),
  aws(
    "ec2/Route",
    `route-${n}`,
    {},
    { from: { routeTableId: [`table-${n}`], gatewayId: [`internet-${n}`] } },
  ),
  tagged("ec2/Subnet", `private-${n}`, { mapPublicIpOnLaunch: false }, { from: { vpcId: [`vpc-${n}`] } }),
  tagged("ec2/NatGateway", `nat-${n}`, {}, { from: { subnetId: [`public-${n}`] } }),
  ...["s3", "dynamodb", "ecr.api", "ecr.dkr"].map((service) =>
    tagged(
      "ec2/VpcEndpoint",
      `endpoint-${service}-${n}`,
      { serviceName: `com.amazonaws.us-east-1.${service}`, vpcEndpointType: "Gateway" },
      { from: { vpcId: [`vpc-${n}`] } },
    ),
  ),
  tagged("ec2/SecurityGroup", `group-${n}`, {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
  }),
  aws("ec2/SecurityGroupRule", `rule-${n}`, {
    type: "ingress",
    protocol: "tcp",
    fromPort: 8443,
    toPort: 8443,
    cidrBlocks: ["10.0.0.0/8"],
  }),
  aws("vpc/SecurityGroupIngressRule", `ingress-${n}`, {
    tags,
    ipProtocol: "tcp",
    fromPort: 8443,
    toPort: 8443,
    cidrIpv4: "10.0.0.0/8",
  }),
  tagged("ec2/NetworkAcl", `acl-${n}`, {
    ingress: [{ action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" }],
  }),
  aws("ec2/NetworkAclRule", `entry-${n}`, {
    ruleAction: "allow",
    protocol: "6",
    fromPort: 443,
    toPort: 443,
    cidrBlock: "0.0.0.0/0",
  }),
];

export const cluster: Module = (n) => [
  tagged("ec2/Subnet", `subnet-${n}`, { id: `subnet-${n}`, mapPublicIpOnLaunch: false }),
  tagged("eks/Cluster", `cluster-${n}`, {
    version: "1.36",
    enabledClusterLogTypes: ["api", "audit", "authenticator"],
    encryptionConfig: { resources: ["secrets"] },
    vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false },
  }),
  tagged("ec2/LaunchTemplate", `template-${n}`, {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ ebs: { encrypted: "true" } }],
  }),
  tagged(
    "eks/NodeGroup",
    `nodes-${n}`,
    { instanceTypes: ["m7g.large"], subnetIds: [`subnet-${n}`], scalingConfig: { minSize: 2 } },
    { from: { subnetIds: [`subnet-${n}`] } },
  ),
  tagged("eks/PodIdentityAssociation", `association-${n}`, {
    namespace: "payment",
    serviceAccount: "payment",
  }),
  tagged("ec2/Instance", `runner-${n}`, {
    instanceType: "t4g.small",
    metadataOptions: { httpTokens: "required" },
    rootBlockDevice: { encrypted: true },
  }),
  tagged("ebs/Volume", `volume-${n}`, { encrypted: true }),
];

const database = {
  engine: "postgres",
  instanceClass: "db.m7g.large",
  storageEncrypted: true,
  publiclyAccessible: false,
  dbSubnetGroupName: "private",
  iamDatabaseAuthenticationEnabled: true,
  enabledCloudwatchLogsExports: ["postgresql"],
  manageMasterUserPassword: true,
  backupRetentionPeriod: 7,
  multiAz: true,
  deletionProtection: true,
};

export const databases: Module = (n) => [
  tagged("rds/ParameterGroup", `tls-${n}`, { parameters: [{ name: "rds.force_ssl", value: "1" }] }),
  tagged("rds/Instance", `payment-${n}`, database, {
    protect: true,
    from: { parameterGroupName: [`tls-${n}`] },
  }),
  tagged("rds/ClusterParameterGroup", `cluster-tls-${n}`, {
    parameters: [{ name: "require_secure_transport", value: "ON" }],
  }),
  tagged(
    "rds/Cluster",
    `aurora-${n}`,
    {
      ...database,
      engine: "aurora-mysql",
      instanceClass: undefined,
      enabledCloudwatchLogsExports: ["audit", "error"],
    },
    { protect: true, from: { dbClusterParameterGroupName: [`cluster-tls-${n}`] } },
  ),
  ...["writer", "reader"].map((role) =>
    tagged(
      "rds/ClusterInstance",
      `${role}-${n}`,
      { instanceClass: "db.r7g.large", publiclyAccessible: false },
      { from: { clusterIdentifier: [`aurora-${n}`] } },
    ),
  ),
  tagged(
    "dynamodb/Table",
    `order-${n}`,
    {
      billingMode: "PAY_PER_REQUEST",
      deletionProtectionEnabled: true,
      pointInTimeRecovery: { enabled: true },
    },
    { protect: true },
  ),
];

export const stores: Module = (n) => [
  tagged("elasticache/ReplicationGroup", `cache-${n}`, {
    nodeType: "cache.r7g.large",
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    userGroupIds: ["catalog"],
    subnetGroupName: "private",
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    snapshotRetentionLimit: 1,
  }),
  tagged("opensearch/Domain", `search-${n}`, {
    clusterConfig: {
      instanceType: "r7g.large.search",
      instanceCount: 3,
      zoneAwarenessEnabled: true,
      zoneAwarenessConfig: { availabilityZoneCount: 3 },
    },
    encryptAtRest: { enabled: true },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    vpcOptions: { subnetIds: ["subnet-1"] },
    advancedSecurityOptions: { enabled: true },
    logPublishingOptions: [{ logType: "ES_APPLICATION_LOGS" }, { logType: "AUDIT_LOGS" }],
  }),
];

const fromTopic = {
  Effect: "Allow",
  Principal: { Service: "sns.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: "*",
};

export const messages: Module = (n) => [
  tagged("sns/Topic", `topic-${n}`, { kmsMasterKeyId: "alias/messages" }),
  aws("sns/TopicPolicy", `topic-policy-${n}`, { policy: document(fromTopic) }),
  tagged(
    "sqs/Queue",
    `queue-${n}`,
    { sqsManagedSseEnabled: true, redrivePolicy: "{}" },
    { from: { redrivePolicy: [`failed-${n}`] } },
  ),
  tagged("sqs/Queue", `failed-${n}`, { sqsManagedSseEnabled: true }),
  aws("sqs/QueuePolicy", `policy-${n}`, { policy: document(fromTopic) }),
  aws("sns/TopicSubscription", `subscription-${n}`, { protocol: "sqs", redrivePolicy: "{}" }),
  tagged("lambda/EventSourceMapping", `mapping-${n}`, {
    destinationConfig: { onFailure: { destinationArn: "arn" } },
  }),
  tagged("cloudwatch/MetricAlarm", `alarm-${n}`, { alarmActions: ["arn"] }),
  tagged("cloudwatch/LogGroup", `log-${n}`, { retentionInDays: 365 }),
];

export const functions: Module = (n) => [
  tagged("lambda/Function", `authenticator-${n}`, {
    runtime: "nodejs24.x",
    environment: { variables: { USER_POOL_ID: "pool" } },
  }),
  aws("lambda/Permission", `permission-${n}`, { principal: "cognito-idp.amazonaws.com" }),
  aws("lambda/FunctionUrl", `url-${n}`, { authorizationType: "AWS_IAM" }),
  tagged(
    "cognito/UserPool",
    `customers-${n}`,
    {
      deletionProtection: "ACTIVE",
      mfaConfiguration: "ON",
      userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
      },
    },
    { protect: true },
  ),
  tagged("cognito/IdentityPool", `identities-${n}`, { allowUnauthenticatedIdentities: false }),
];

const readImages = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::images/*" };

export const rights: Module = (n) => [
  tagged("iam/Role", `role-${n}`, {
    assumeRolePolicy: document({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  }),
  aws("iam/RolePolicy", `role-policy-${n}`, { policy: document(readImages) }),
  tagged("iam/Policy", `policy-${n}`, { policy: document(readImages) }),
  aws("iam/RolePolicyAttachment", `attachment-${n}`, { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
  tagged("kms/Key", `key-${n}`, {
    enableKeyRotation: true,
    policy: document({ ...readImages, Principal: { AWS: "arn:aws:iam::111111111111:root" } }),
  }),
  tagged("secretsmanager/Secret", `secret-${n}`),
  aws("secretsmanager/SecretRotation", `rotation-${n}`, {}, { from: { secretId: [`secret-${n}`] } }),
  tagged("ecr/Repository", `repository-${n}`, {
    imageScanningConfiguration: { scanOnPush: true },
    imageTagMutability: "IMMUTABLE",
  }),
  aws("ecr/LifecyclePolicy", `expiry-${n}`, {}, { from: { repository: [`repository-${n}`] } }),
];

const container = {
  name: "payment",
  user: "1000",
  readonlyRootFilesystem: true,
  logConfiguration: { logDriver: "awslogs" },
  environment: [{ name: "STAGE", value: "prod" }],
};

/** The one container of a task definition, changed. */
export const containerWith = (changes: object): string => JSON.stringify([{ ...container, ...changes }]);

export const serving: Module = (n) => [
  tagged("ecs/TaskDefinition", `task-${n}`, {
    networkMode: "awsvpc",
    containerDefinitions: containerWith({}),
  }),
  tagged("ecs/Service", `service-${n}`, { networkConfiguration: { assignPublicIp: false } }),
  aws("apigatewayv2/Route", `route-${n}`, { routeKey: "ANY /orders", authorizationType: "JWT" }),
  tagged("apigatewayv2/Stage", `http-stage-${n}`, { accessLogSettings: { destinationArn: "arn" } }),
  aws("apigateway/Method", `method-${n}`, { httpMethod: "GET", authorization: "AWS_IAM" }),
  tagged("apigateway/Stage", `rest-stage-${n}`, {
    accessLogSettings: { destinationArn: "arn" },
    xrayTracingEnabled: true,
  }),
  tagged("wafv2/WebAcl", `web-acl-${n}`, {
    rules: [{ visibilityConfig: { cloudwatchMetricsEnabled: true } }],
  }),
  aws(
    "wafv2/WebAclLoggingConfiguration",
    `web-acl-log-${n}`,
    {},
    { from: { resourceArn: [`web-acl-${n}`] } },
  ),
  aws(
    "wafv2/WebAclAssociation",
    `web-acl-use-${n}`,
    {},
    { from: { webAclArn: [`web-acl-${n}`], resourceArn: [`rest-stage-${n}`] } },
  ),
  tagged("lb/LoadBalancer", `balancer-${n}`, {
    subnets: ["subnet-1", "subnet-2"],
    dropInvalidHeaderFields: true,
    accessLogs: { enabled: true, bucket: "logs" },
    enableDeletionProtection: true,
  }),
  tagged("lb/Listener", `listener-${n}`, {
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  }),
  tagged("codebuild/Project", `build-${n}`, {
    environment: { privilegedMode: false, environmentVariables: [{ name: "STAGE", value: "prod" }] },
  }),
  tagged("codepipeline/Pipeline", `pipeline-${n}`, {
    artifactStores: [{ encryptionKey: { id: "arn", type: "KMS" } }],
  }),
];

export const provider: Module = (n) => [
  { type: "pulumi:providers:aws", name: `provider-${n}`, properties: { region: "us-east-1" } },
];
