import assert from "node:assert/strict";
import { isNamespaced } from "./kubernetes-object";

/** The cluster-wide kinds of Kubernetes 1.36 and before that @pulumi/kubernetes has, with their groups. */
const clusterWide: Readonly<Record<string, readonly string[]>> = {
  "core/v1": ["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
  "apiregistration.k8s.io/v1": ["APIService"],
  "certificates.k8s.io/v1": ["CertificateSigningRequest", "ClusterTrustBundle"],
  "rbac.authorization.k8s.io/v1": ["ClusterRole", "ClusterRoleBinding"],
  "storage.k8s.io/v1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
  "apiextensions.k8s.io/v1": ["CustomResourceDefinition"],
  "resource.k8s.io/v1": ["DeviceClass", "DeviceTaintRule", "ResourceSlice"],
  "flowcontrol.apiserver.k8s.io/v1": ["FlowSchema", "PriorityLevelConfiguration"],
  "networking.k8s.io/v1": ["IngressClass", "IPAddress", "ServiceCIDR"],
  "admissionregistration.k8s.io/v1": [
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
  ],
  "policy/v1beta1": ["PodSecurityPolicy"],
  "scheduling.k8s.io/v1": ["PriorityClass"],
  "node.k8s.io/v1": ["RuntimeClass"],
  "authorization.k8s.io/v1": ["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
  "authentication.k8s.io/v1": ["SelfSubjectReview", "TokenReview"],
  "internal.apiserver.k8s.io/v1alpha1": ["StorageVersion"],
  "storagemigration.k8s.io/v1alpha1": ["StorageVersionMigration"],
};

describe("objects of the cluster", () => {
  for (const [group, kinds] of Object.entries(clusterWide)) {
    for (const kind of kinds) {
      it(`are a ${kind} and its patch`, () => {
        assert.equal(isNamespaced(`kubernetes:${group}:${kind}`), false);
        assert.equal(isNamespaced(`kubernetes:${group}:${kind}Patch`), false);
      });
    }
  }

  it("are not those of a provider that is called alike", () => {
    assert.equal(isNamespaced("my-kubernetes:core/v1:Pod"), false);
  });
});
