import assert from "node:assert/strict";
import { appliesTo } from "../../rule";
import { describeRule } from "../../testing/spec";
import { hiddenContents } from "./hidden-contents";

for (const type of [
  "kubernetes:helm.sh/v3:Release",
  "aws:cloudformation/stack:Stack",
  "aws:cloudcontrol/resource:Resource",
  "kubernetes:apps/v1:DeploymentPatch",
  "kubernetes:rbac.authorization.k8s.io/v1:RoleList",
]) {
  describeRule(hiddenContents, {
    compliant: { type, name: "hidden", properties: {} },
    nothingPasses: true,
    fails: { "whatever it holds": {} },
  });
}

describe("hidden-contents", () => {
  for (const type of [
    "kubernetes:example.com/v1:AddPatchJob",
    "my-kubernetes:core/v1:PodList",
    "kubernetes:core/v1:Pod",
  ]) {
    it(`leaves out ${type}`, () => {
      assert.equal(appliesTo(hiddenContents, type), false);
    });
  }
});
