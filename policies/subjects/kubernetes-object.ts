/** Kinds of Kubernetes itself that belong to the cluster and to no namespace. */
const CLUSTER_WIDE = [
  "APIService",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterTrustBundle",
  "ComponentStatus",
  "CSIDriver",
  "CSINode",
  "CustomResourceDefinition",
  "DeviceClass",
  "DeviceTaintRule",
  "FlowSchema",
  "IngressClass",
  "IPAddress",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourceSlice",
  "RuntimeClass",
  "SelfSubjectAccessReview",
  "SelfSubjectReview",
  "SelfSubjectRulesReview",
  "ServiceCIDR",
  "StorageClass",
  "StorageVersion",
  "StorageVersionMigration",
  "SubjectAccessReview",
  "TokenReview",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
];
const OWN_GROUPS = ["core", "apps", "autoscaling", "batch", "extensions", "policy"];

/** Whether it is an object of Kubernetes' own that lives in a namespace; of other groups' kinds nobody here can tell. */
export function isNamespaced(type: string): boolean {
  const [, group = "", kind = ""] = /^kubernetes:([^/:]+)\/[^:]+:(\w+)$/.exec(type) ?? [];
  if (kind.endsWith("List")) return false;
  return (
    (OWN_GROUPS.includes(group) || group.endsWith(".k8s.io")) &&
    !CLUSTER_WIDE.includes(kind.replace(/Patch$/, ""))
  );
}
