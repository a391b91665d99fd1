import assert from "node:assert/strict";
import { appliesTo } from "../../rule";
import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { noDefaultNamespace } from "./no-default-namespace";

describeRule(noDefaultNamespace, {
  compliant: {
    type: "kubernetes:apps/v1:Deployment",
    name: "payment",
    properties: { metadata: { namespace: "payment" } },
  },
  sameFor: [
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:core/v1:ConfigMapPatch",
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    "kubernetes:batch/v1:Job",
    "kubernetes:extensions/v1beta1:Ingress",
    "kubernetes:policy/v1:PodDisruptionBudget",
    "kubernetes:rbac.authorization.k8s.io/v1:Role",
  ],
  fails: {
    "the default one": { "metadata.namespace": "default" },
    "no namespace": { "metadata.namespace": ABSENT },
    "no metadata": { metadata: ABSENT },
  },
});

describe("no-default-namespace", () => {
  for (const type of [
    "kubernetes:core/v1:Namespace",
    "kubernetes:core/v1:NamespacePatch",
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
    "kubernetes:storage.k8s.io/v1:StorageClass",
    "kubernetes:core/v1:ConfigMapList",
    "kubernetes:helm.sh/v3:Release",
    "kubernetes:karpenter.sh/v1:NodePool",
    "kubernetes:yaml:ConfigFile",
    "aws:apps/v1:Deployment",
  ]) {
    it(`leaves out ${type}`, () => {
      assert.equal(appliesTo(noDefaultNamespace, type), false);
    });
  }
});
