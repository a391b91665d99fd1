import type { Reading } from "../reading";
import type { Resource } from "../rule";

/** Every kind also comes as a patch of one that exists, and as a list. */
const FORMS = ["", "Patch", "List"] as const;

export function formsOf(...types: readonly string[]): string[] {
  return types.flatMap((type) => FORMS.map((form) => type + form));
}

export interface KubernetesObject {
  /** The type token of the object itself, whatever form it comes in. */
  readonly type: string;
  readonly reading: Reading;
  /** Begins a message about it: empty, or where in a list it is. */
  readonly label: string;
  /** A patch says only what it changes: what is absent from it may well be there. */
  readonly isPatch: boolean;
}

/** What the resource is about: an object, or each of a list. */
export function objectsIn(resource: Resource): readonly KubernetesObject[] {
  const [, type = "", form = ""] = /^(.*?)(Patch|List)?$/.exec(resource.type) ?? [];
  const readings: readonly Reading[] = form === "List" ? resource.list("items") : [resource];
  return readings.map((reading) => {
    const label = reading.path === "" ? "" : `${reading.path}: `;
    return { type, reading, label, isPatch: form === "Patch" };
  });
}

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
