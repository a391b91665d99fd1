import { ABSENT } from "../../../policies/testing/paths";
import type { Fault } from "./fault";
import { bucket, cluster, databases, edge, network } from "./infrastructure-modules";
import { nothing } from "./kubernetes-modules";

const world = ["0.0.0.0/0"];
const open = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: world };

/** Buckets, networks, clusters, databases. */
export const infrastructureFaults: readonly Fault[] = [
  // Buckets
  { rule: "s3-block-public-access", module: bucket, at: "images", without: ["block-images"] },
  {
    rule: "s3-block-public-access",
    module: bucket,
    at: "images",
    type: "aws:s3/bucketV2:BucketV2",
    without: ["block-images"],
  },
  { rule: "s3-tls-only", module: bucket, at: "images", without: ["policy-images"] },
  { rule: "s3-no-acl", module: bucket, at: "acl", change: { acl: "public-read" } },
  { rule: "s3-no-acl", module: bucket, at: "images", change: { acl: "public-read-write" } },
  { rule: "s3-access-log", module: bucket, at: "images", without: ["logging"] },
  { rule: "lifecycle-rules", module: bucket, at: "images", without: ["lifecycle-images"] },
  { rule: "stateful-protected", module: bucket, at: "images", change: { forceDestroy: true } },
  { rule: "stateful-protected", module: bucket, at: "images", protect: false },
  { rule: "required-tags", module: bucket, at: "images", change: { tags: ABSENT } },
  { rule: "allowed-region", module: bucket, at: "images", change: { region: "ap-south-1" } },
  // Edge
  {
    rule: "cloudfront-tls",
    module: edge,
    at: "site",
    change: { "defaultCacheBehavior.viewerProtocolPolicy": "allow-all" },
  },
  {
    rule: "cloudfront-tls",
    module: edge,
    at: "site",
    change: { "viewerCertificate.minimumProtocolVersion": "TLSv1" },
  },
  {
    rule: "cloudfront-origin-access",
    module: edge,
    at: "site",
    change: { "origins[0].originAccessControlId": ABSENT },
  },
  { rule: "cloudfront-waf", module: edge, at: "site", change: { webAclId: ABSENT } },
  { rule: "waf-rules-and-logs", module: edge, at: "acl", change: { rules: [] } },
  { rule: "waf-rules-and-logs", module: edge, at: "acl", without: ["logging"] },
  // Networks
  { rule: "security-group-admin-ports", module: network, at: "group", change: { "ingress[0]": open } },
  {
    rule: "security-group-admin-ports",
    module: network,
    at: "group",
    change: { "ingress[0]": { ...open, protocol: "tcp", fromPort: 20, toPort: 30 } },
  },
  {
    rule: "security-group-admin-ports",
    module: network,
    at: "rule",
    change: { cidrBlocks: ABSENT, ipv6CidrBlocks: ["::/0"], fromPort: 3389, toPort: 3389 },
  },
  {
    rule: "security-group-admin-ports",
    module: network,
    at: "ingress",
    change: { cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" },
  },
  {
    rule: "security-group-world",
    module: network,
    at: "group",
    change: {
      "ingress[0].cidrBlocks": ["0.0.0.0/1"],
      "ingress[0].fromPort": 9999,
      "ingress[0].toPort": 9999,
    },
  },
  { rule: "security-group-world", module: network, at: "rule", change: { cidrBlocks: world } },
  {
    rule: "security-group-world",
    module: network,
    at: "ingress",
    change: { cidrIpv4: ABSENT, cidrIpv6: "::/0" },
  },
  { rule: "security-group-default-closed", module: network, at: "vpc", without: ["closed"] },
  {
    rule: "network-acl-admin-ports",
    module: network,
    at: "acl",
    change: { "ingress[0].fromPort": 0, "ingress[0].toPort": 1024 },
  },
  { rule: "network-acl-admin-ports", module: network, at: "entry", change: { protocol: "-1" } },
  { rule: "vpc-flow-logs", module: network, at: "vpc", without: ["flow"] },
  { rule: "subnet-no-public-ip", module: network, at: "private", change: { mapPublicIpOnLaunch: true } },
  { rule: "nat-with-endpoints", module: network, at: "nat", without: ["endpoint-s3"] },
  // Compute
  {
    rule: "required-tags",
    module: nothing,
    at: "group",
    add: (n) => [{ type: "aws:autoscaling/group:Group", name: `group-${n}`, properties: { tags: [] } }],
  },
  { rule: "imdsv2", module: cluster, at: "template", change: { "metadataOptions.httpTokens": "optional" } },
  { rule: "imdsv2", module: cluster, at: "runner", change: { metadataOptions: ABSENT } },
  {
    rule: "ebs-encrypted",
    module: cluster,
    at: "template",
    change: { "blockDeviceMappings[0].ebs.encrypted": "false" },
  },
  { rule: "ebs-encrypted", module: cluster, at: "volume", change: { encrypted: false } },
  { rule: "ebs-encrypted", module: cluster, at: "runner", change: { rootBlockDevice: ABSENT } },
  {
    rule: "eks-endpoint-private",
    module: cluster,
    at: "cluster",
    change: { "vpcConfig.endpointPublicAccess": true },
  },
  { rule: "eks-access-entries", module: cluster, at: "cluster", change: { accessConfig: ABSENT } },
  { rule: "eks-supported-version", module: cluster, at: "cluster", change: { version: "1.31" } },
  { rule: "eks-secrets-encrypted", module: cluster, at: "cluster", change: { encryptionConfig: ABSENT } },
  {
    rule: "eks-control-plane-logs",
    module: cluster,
    at: "cluster",
    change: { enabledClusterLogTypes: ["api"] },
  },
  { rule: "eks-pod-identity", module: cluster, at: "association", change: { serviceAccount: "default" } },
  {
    rule: "eks-private-nodes",
    module: network,
    at: "nodes",
    add: (n) =>
      cluster(n)
        .filter(({ name }) => name.startsWith("nodes"))
        .map((nodes) => ({ ...nodes, from: { subnetIds: [`public-${n}`] } })),
  },
  { rule: "allowed-sizes", module: cluster, at: "nodes", change: { "instanceTypes[1]": "p5.48xlarge" } },
  { rule: "allowed-sizes", module: cluster, at: "runner", change: { instanceType: "m7g.16xlarge" } },
  // Databases
  { rule: "database-encrypted", module: databases, at: "payment", change: { storageEncrypted: false } },
  { rule: "database-encrypted", module: databases, at: "aurora", change: { storageEncrypted: ABSENT } },
  { rule: "database-private", module: databases, at: "payment", change: { publiclyAccessible: true } },
  { rule: "database-private", module: databases, at: "reader", change: { publiclyAccessible: true } },
  {
    rule: "database-iam-auth",
    module: databases,
    at: "payment",
    change: { iamDatabaseAuthenticationEnabled: false },
  },
  { rule: "database-tls", module: databases, at: "payment", without: ["tls"] },
  {
    rule: "database-tls",
    module: databases,
    at: "aurora",
    change: { engine: "aurora-postgresql", enabledCloudwatchLogsExports: ["postgresql"] },
  },
  {
    rule: "database-logs",
    module: databases,
    at: "payment",
    change: { enabledCloudwatchLogsExports: ABSENT },
  },
  {
    rule: "database-managed-password",
    module: databases,
    at: "payment",
    change: { manageMasterUserPassword: ABSENT, password: "planted" },
  },
  { rule: "database-multi-zone", module: databases, at: "payment", change: { multiAz: false } },
  { rule: "database-multi-zone", module: databases, at: "aurora", without: ["reader"] },
  {
    rule: "database-backup-and-upgrade",
    module: databases,
    at: "payment",
    change: { backupRetentionPeriod: 1 },
  },
  {
    rule: "database-backup-and-upgrade",
    module: databases,
    at: "aurora",
    change: { autoMinorVersionUpgrade: false },
  },
  { rule: "stateful-protected", module: databases, at: "payment", change: { skipFinalSnapshot: true } },
  {
    rule: "stateful-protected",
    module: databases,
    at: "order",
    change: { deletionProtectionEnabled: false },
  },
  {
    rule: "table-point-in-time-recovery",
    module: databases,
    at: "order",
    change: { pointInTimeRecovery: ABSENT },
  },
  { rule: "table-capacity", module: databases, at: "order", change: { billingMode: "PROVISIONED" } },
];
