import { replacedByAws } from "./aws/replacedBy";
import type { Properties } from "./wire";

/**
 * Input properties, as paths (`spec.selector`), whose change replaces a resource of this type instead of updating it.
 * A type that nothing is known of has none, so that an update may be shown where the provider replaces.
 *
 * @param providerInputs - settings of the resource's provider: `enableConfigMapMutable` spares ConfigMaps
 */
export function replaceOn(type: string, providerInputs: Properties = {}): readonly string[] {
  if (!type.startsWith("kubernetes:")) return replacedByAws[type] ?? [];
  const kind = type.split(":").at(-1) ?? "";
  // Text in the engine's protocol, a truth value in the program.
  const isMutable = String(providerInputs[`enable${kind}Mutable`]) === "true";
  return [...identity, ...(isMutable ? [] : (replacedByKubernetes[kind] ?? []))];
}

const identity = ["metadata.name", "metadata.namespace"];

/**
 * By kind, from the Kubernetes provider's own list (pulumi-kubernetes 4, `diff.go`). It replaces a ConfigMap or Secret
 * whose data changes unless its settings `enableConfigMapMutable` and `enableSecretMutable` say otherwise.
 */
const replacedByKubernetes: Readonly<Record<string, readonly string[]>> = {
  ClusterRoleBinding: ["roleRef"],
  ConfigMap: ["data", "binaryData"],
  DaemonSet: ["spec.selector"],
  Deployment: ["spec.selector"],
  Job: ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  PersistentVolume: ["spec.csi", "spec.hostPath", "spec.local", "spec.nfs"],
  PersistentVolumeClaim: ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  ResourceQuota: ["spec.scopes"],
  RoleBinding: ["roleRef"],
  Secret: ["data", "stringData", "type"],
  Service: ["spec.clusterIP"],
  StatefulSet: [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  StorageClass: ["parameters", "provisioner"],
};

/** `true` if the resource holds data, or a key or an identity that data depends on, and nothing else can restore it. */
export function isStateful(type: string): boolean {
  return stateful.has(type);
}

const stateful: ReadonlySet<string> = new Set([
  "aws:backup/vault:Vault",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cognito/userPool:UserPool",
  "aws:dynamodb/globalTable:GlobalTable",
  "aws:dynamodb/table:Table",
  "aws:ebs/volume:Volume",
  "aws:ecr/repository:Repository",
  "aws:efs/fileSystem:FileSystem",
  "aws:elasticache/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/serverlessCache:ServerlessCache",
  "aws:kinesis/stream:Stream",
  "aws:kms/key:Key",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:rds/instance:Instance",
  "aws:route53/zone:Zone",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretVersion:SecretVersion",
  "aws:sqs/queue:Queue",
  "kubernetes:core/v1:PersistentVolume",
  "kubernetes:core/v1:PersistentVolumeClaim",
]);
