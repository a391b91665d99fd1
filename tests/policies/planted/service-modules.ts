import { aws, document, tagged } from "./aws-resource";
import type { Module } from "./fault";

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
