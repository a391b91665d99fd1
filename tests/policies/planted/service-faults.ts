import { ABSENT } from "../../../policies/testing/paths";
import type { Fault } from "./fault";
import { nothing } from "./kubernetes-modules";
import { containerWith, functions, messages, provider, rights, serving, stores } from "./service-modules";

const allowAll = JSON.stringify({
  Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
});
const everyone = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: ["x:y"], Resource: "*" }],
});
const passAnyRole = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: ["iam:PassRole"], Resource: "*" }],
});
const service = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: ["sqs:*"], Resource: "arn:aws:sqs:::payment" }],
});

/** What services use of AWS. */
export const serviceFaults: readonly Fault[] = [
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
  { rule: "iam-no-escalation", module: rights, at: "policy", change: { policy: passAnyRole } },
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
    change: { containerDefinitions: containerWith({ privileged: true }) },
  },
  {
    rule: "no-secrets-in-env",
    module: serving,
    at: "task",
    change: {
      containerDefinitions: containerWith({ environment: [{ name: "DB_PASSWORD", value: "planted" }] }),
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
];
