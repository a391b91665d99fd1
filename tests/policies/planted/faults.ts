import { ABSENT } from "../../../policies/testing/paths";
import * as aws from "./aws-modules";
import type { Fault } from "./fault";
import { listOf, nothing, patchOf, workload } from "./kubernetes-modules";

const world = ["0.0.0.0/0"];
const open = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: world };
const allowAll = JSON.stringify({
  Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
});
const everyone = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: ["x:y"], Resource: "*" }],
});
const service = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: ["sqs:*"], Resource: "arn:aws:sqs:::payment" }],
});
const pod = "spec.template.spec";
const main = `${pod}.containers[0]`;
const security = `${main}.securityContext`;
const cronContainer = "spec.jobTemplate.spec.template.spec.containers[0]";

const { bucket, edge, network, cluster, databases, stores, messages, functions, rights, serving, provider } =
  aws;

/** What is wrong with the bad stack, one fault a line. */
export const faults: readonly Fault[] = [
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
  // Caches and search
  { rule: "cache-encrypted", module: stores, at: "cache", change: { transitEncryptionMode: "preferred" } },
  { rule: "cache-auth-and-subnet", module: stores, at: "cache", change: { userGroupIds: ABSENT } },
  { rule: "cache-failover", module: stores, at: "cache", change: { multiAzEnabled: false } },
  { rule: "search-encrypted", module: stores, at: "search", change: { "encryptAtRest.enabled": false } },
  { rule: "search-private-fgac-logs", module: stores, at: "search", change: { vpcOptions: ABSENT } },
  { rule: "search-three-zones", module: stores, at: "search", change: { "clusterConfig.instanceCount": 2 } },
  // Messages, alarms, logs
  { rule: "messages-encrypted", module: messages, at: "topic", change: { kmsMasterKeyId: ABSENT } },
  { rule: "messages-encrypted", module: messages, at: "queue", change: { sqsManagedSseEnabled: false } },
  { rule: "messages-not-public", module: messages, at: "policy", change: { policy: everyone } },
  { rule: "messages-not-public", module: messages, at: "topic-policy", change: { policy: everyone } },
  { rule: "messages-not-public", module: messages, at: "queue", change: { policy: everyone } },
  { rule: "dead-letter-queues", module: messages, at: "queue", change: { redrivePolicy: ABSENT } },
  { rule: "dead-letter-queues", module: messages, at: "subscription", change: { redrivePolicy: ABSENT } },
  { rule: "dead-letter-queues", module: messages, at: "mapping", change: { destinationConfig: ABSENT } },
  { rule: "alarms-have-actions", module: messages, at: "alarm", change: { alarmActions: [] } },
  { rule: "log-retention", module: messages, at: "log", change: { retentionInDays: ABSENT } },
  // Functions and sign-in
  { rule: "function-not-public", module: functions, at: "permission", change: { principal: "*" } },
  { rule: "function-not-public", module: functions, at: "url", change: { authorizationType: "NONE" } },
  { rule: "function-runtime", module: functions, at: "authenticator", change: { runtime: "nodejs16.x" } },
  {
    rule: "no-secrets-in-env",
    module: functions,
    at: "authenticator",
    change: { "environment.variables.API_KEY": "planted" },
  },
  {
    rule: "sign-in-password",
    module: functions,
    at: "customers",
    change: { "passwordPolicy.minimumLength": 8 },
  },
  { rule: "sign-in-mfa", module: functions, at: "customers", change: { mfaConfiguration: "OFF" } },
  {
    rule: "no-guest-identities",
    module: functions,
    at: "identities",
    change: { allowUnauthenticatedIdentities: true },
  },
  {
    rule: "stateful-protected",
    module: functions,
    at: "customers",
    change: { deletionProtection: "INACTIVE" },
  },
  // Rights, keys, secrets, images
  { rule: "iam-no-admin", module: rights, at: "policy", change: { policy: allowAll } },
  {
    rule: "iam-no-admin",
    module: rights,
    at: "attachment",
    change: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  },
  { rule: "iam-no-admin", module: rights, at: "role", change: { inlinePolicies: [{ policy: allowAll }] } },
  { rule: "iam-no-service-wildcard", module: rights, at: "role-policy", change: { policy: service } },
  {
    rule: "iam-no-users",
    module: nothing,
    at: "user",
    add: (n) => [{ type: "aws:iam/accessKey:AccessKey", name: `user-${n}`, properties: {} }],
  },
  { rule: "iam-trust-bounded", module: rights, at: "role", change: { assumeRolePolicy: everyone } },
  { rule: "kms-rotation", module: rights, at: "key", change: { enableKeyRotation: false } },
  { rule: "kms-not-public", module: rights, at: "key", change: { policy: everyone } },
  { rule: "secret-rotation", module: rights, at: "secret", without: ["rotation"] },
  { rule: "ecr-scan-immutable", module: rights, at: "repository", change: { imageTagMutability: "MUTABLE" } },
  { rule: "lifecycle-rules", module: rights, at: "repository", without: ["expiry"] },
  // Containers, APIs, load balancers, builds
  {
    rule: "ecs-task-hardened",
    module: serving,
    at: "task",
    change: { containerDefinitions: aws.containerWith({ privileged: true }) },
  },
  {
    rule: "no-secrets-in-env",
    module: serving,
    at: "task",
    change: {
      containerDefinitions: aws.containerWith({ environment: [{ name: "DB_PASSWORD", value: "planted" }] }),
    },
  },
  {
    rule: "no-secrets-in-env",
    module: serving,
    at: "build",
    change: { "environment.environmentVariables[0].value": "https://user:planted@host" },
  },
  {
    rule: "ecs-no-public-ip",
    module: serving,
    at: "service",
    change: { "networkConfiguration.assignPublicIp": true },
  },
  { rule: "api-authorised", module: serving, at: "route", change: { authorizationType: "NONE" } },
  { rule: "api-authorised", module: serving, at: "method", change: { authorization: "NONE" } },
  { rule: "api-logs", module: serving, at: "http-stage", change: { accessLogSettings: ABSENT } },
  { rule: "api-logs", module: serving, at: "rest-stage", change: { xrayTracingEnabled: false } },
  { rule: "waf-rules-and-logs", module: serving, at: "rest-stage", without: ["web-acl-use"] },
  { rule: "load-balancer-tls", module: serving, at: "listener", change: { protocol: "HTTP" } },
  {
    rule: "load-balancer-tls",
    module: serving,
    at: "listener",
    type: "aws:alb/listener:Listener",
    change: { protocol: "HTTP" },
  },
  {
    rule: "load-balancer-hardened",
    module: serving,
    at: "balancer",
    change: { dropInvalidHeaderFields: false },
  },
  { rule: "load-balancer-multi-zone", module: serving, at: "balancer", change: { subnets: ["subnet-1"] } },
  {
    rule: "stateful-protected",
    module: serving,
    at: "balancer",
    type: "aws:alb/loadBalancer:LoadBalancer",
    change: { enableDeletionProtection: false },
  },
  { rule: "build-hardened", module: serving, at: "build", change: { "environment.privilegedMode": true } },
  {
    rule: "build-hardened",
    module: serving,
    at: "pipeline",
    change: { "artifactStores[0].encryptionKey": ABSENT },
  },
  { rule: "allowed-region", module: provider, at: "provider", change: { region: "eu-west-1" } },
  // Kubernetes
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "deployment",
    change: { [`${security}.privileged`]: true },
  },
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "deployment",
    change: { [`${pod}.initContainers[0]`]: { securityContext: { privileged: true } } },
  },
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "cron",
    change: { [`${cronContainer}.securityContext.privileged`]: true },
  },
  {
    rule: "pod-not-privileged",
    module: workload,
    at: "patch",
    add: patchOf({ containers: [{ securityContext: { privileged: true } }] }),
  },
  {
    rule: "pod-not-privileged",
    module: nothing,
    at: "list",
    add: listOf({ containers: [{ securityContext: { privileged: true } }] }),
  },
  { rule: "pod-host-namespaces", module: workload, at: "set", change: { [`${pod}.hostNetwork`]: true } },
  { rule: "pod-host-namespaces", module: workload, at: "patch", add: patchOf({ hostPID: true }) },
  {
    rule: "pod-host-paths-and-ports",
    module: workload,
    at: "deployment",
    change: { [`${main}.ports`]: [{ hostPort: 80 }] },
  },
  {
    rule: "pod-baseline-rest",
    module: workload,
    at: "deployment",
    change: { [`${security}.procMount`]: "Unmasked" },
  },
  {
    rule: "pod-no-privilege-escalation",
    module: workload,
    at: "deployment",
    change: { [`${security}.allowPrivilegeEscalation`]: true },
  },
  {
    rule: "pod-drops-capabilities",
    module: workload,
    at: "deployment",
    change: { [`${security}.capabilities.add`]: ["NET_ADMIN"] },
  },
  {
    rule: "pod-non-root",
    module: workload,
    at: "deployment",
    change: { [`${pod}.securityContext.runAsUser`]: 0 },
  },
  {
    rule: "pod-seccomp",
    module: workload,
    at: "deployment",
    change: { [`${pod}.securityContext.seccompProfile`]: ABSENT },
  },
  {
    rule: "pod-volume-types",
    module: workload,
    at: "deployment",
    change: { [`${pod}.volumes[1]`]: { name: "share", nfs: { server: "nfs" } } },
  },
  {
    rule: "pod-read-only-root",
    module: workload,
    at: "deployment",
    change: { [`${security}.readOnlyRootFilesystem`]: false },
  },
  {
    rule: "pod-resources",
    module: workload,
    at: "deployment",
    change: { [`${main}.resources.limits.memory`]: ABSENT },
  },
  { rule: "pod-probes", module: workload, at: "deployment", change: { [`${main}.livenessProbe`]: ABSENT } },
  {
    rule: "image-pinned-and-ours",
    module: workload,
    at: "deployment",
    change: { [`${main}.image`]: "docker.io/library/nginx:latest" },
  },
  {
    rule: "no-default-service-account",
    module: workload,
    at: "deployment",
    change: { [`${pod}.serviceAccountName`]: "default" },
  },
  {
    rule: "no-default-service-account",
    module: workload,
    at: "account",
    change: { automountServiceAccountToken: ABSENT },
  },
  {
    rule: "no-secrets-as-env",
    module: workload,
    at: "deployment",
    change: { [`${main}.envFrom`]: [{ secretRef: { name: "payment" } }] },
  },
  {
    rule: "no-default-namespace",
    module: workload,
    at: "service",
    change: { "metadata.namespace": "default" },
  },
  { rule: "namespace-network-policy", module: workload, at: "namespace", without: ["refuse"] },
  {
    rule: "namespace-pod-security",
    module: workload,
    at: "namespace",
    change: { "metadata.labels": ABSENT },
  },
  { rule: "rbac-bounded", module: workload, at: "role", change: { "rules[0].verbs": ["*"] } },
  {
    rule: "rbac-bounded",
    module: workload,
    at: "role",
    change: { "rules[0]": { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] } },
  },
  {
    rule: "rbac-bounded",
    module: workload,
    at: "cluster-binding",
    change: { "roleRef.name": "cluster-admin" },
  },
  {
    rule: "rbac-bounded",
    module: nothing,
    at: "patch",
    add: (n) => [
      {
        type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBindingPatch",
        name: `patch-${n}`,
        properties: { roleRef: { name: "cluster-admin" } },
      },
    ],
  },
  {
    rule: "namespace-pod-security",
    module: nothing,
    at: "patch",
    add: (n) => [
      {
        type: "kubernetes:core/v1:NamespacePatch",
        name: `patch-${n}`,
        properties: { metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
      },
    ],
  },
  {
    rule: "disruption-budget-spread-replicas",
    module: workload,
    at: "deployment",
    change: { "spec.replicas": 1 },
  },
  {
    rule: "disruption-budget-allows-one",
    module: workload,
    at: "budget",
    change: { "spec.maxUnavailable": 0 },
  },
  { rule: "ingress-tls", module: workload, at: "ingress", change: { "spec.tls": ABSENT } },
  { rule: "ingress-tls", module: workload, at: "service", change: { "spec.type": "LoadBalancer" } },
  {
    rule: "eks-pod-identity",
    module: workload,
    at: "account",
    change: { 'metadata.annotations["eks.amazonaws.com/role-arn"]': "arn" },
  },
  { rule: "hidden-contents", module: nothing, at: "patch", add: patchOf({}) },
  {
    rule: "storage-class-encrypted",
    module: nothing,
    at: "class",
    add: (n) => [
      {
        type: "kubernetes:storage.k8s.io/v1:StorageClass",
        name: `class-${n}`,
        properties: { provisioner: "ebs.csi.aws.com" },
      },
    ],
  },
  {
    rule: "no-kubernetes-secrets",
    module: nothing,
    at: "secret",
    add: (n) => [
      {
        type: "kubernetes:core/v1:Secret",
        name: `secret-${n}`,
        properties: { metadata: { namespace: "payment" }, stringData: { password: "planted" } },
      },
    ],
  },
  {
    rule: "no-secrets-in-config-maps",
    module: workload,
    at: "settings",
    change: { "data.SETTINGS": "https://user:planted@host" },
  },
  {
    rule: "hidden-contents",
    module: nothing,
    at: "chart",
    add: (n) => [{ type: "kubernetes:helm.sh/v3:Release", name: `chart-${n}`, properties: {} }],
  },
];
