import assert from "node:assert/strict";

import { Registry } from "../../components/registry/Registry";
import { one, register, type Registered } from "./mocks";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/data";

function registry(protect: boolean): Promise<readonly Registered[]> {
  return register(() => new Registry("registry", { services: ["order", "catalog"], keyArn, protect }));
}

describe("the registry of images", () => {
  it("has a repository for each service, scanned, immutable and encrypted", async () => {
    const registered = await registry(false);
    for (const service of ["order", "catalog"]) {
      const { inputs } = one(registered, "aws:ecr/repository:Repository", `registry-${service}`);
      assert.equal(inputs["name"], `commerce/${service}`);
      assert.equal(inputs["imageTagMutability"], "IMMUTABLE");
      assert.deepEqual(inputs["imageScanningConfiguration"], { scanOnPush: true });
      assert.deepEqual(inputs["encryptionConfigurations"], [{ encryptionType: "KMS", kmsKey: keyArn }]);
    }
  });

  it("expires untagged images by age and the rest by count, in that order", async () => {
    const policy = one(await registry(false), "aws:ecr/lifecyclePolicy:LifecyclePolicy", "registry-order")
      .inputs["policy"];
    const { rules } = JSON.parse(String(policy)) as {
      rules: { rulePriority: number; selection: { tagStatus: string; countType: string } }[];
    };
    // ECR wants the rule for any tag status last.
    assert.deepEqual(
      rules.map(({ rulePriority, selection }) => [rulePriority, selection.tagStatus, selection.countType]),
      [
        [1, "untagged", "sinceImagePushed"],
        [2, "any", "imageCountMoreThan"],
      ],
    );
  });

  it("deletes images with their repository only where nothing is protected", async () => {
    for (const isProtected of [true, false]) {
      const found = one(await registry(isProtected), "aws:ecr/repository:Repository", "registry-order");
      assert.deepEqual(
        [found.protect, found.retainOnDelete, found.inputs["forceDelete"]],
        [isProtected, isProtected, !isProtected],
      );
    }
  });
});
