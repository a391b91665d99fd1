import type { Fixture } from "../../../policies/testing/protocol";
import { aws, document, tagged, tags } from "./aws-resource";
import type { Module } from "./fault";

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
    accessConfig: { authenticationMode: "API" },
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
