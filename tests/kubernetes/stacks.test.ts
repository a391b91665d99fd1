import assert from "node:assert/strict";

import { previewed } from "../stacks/previewed";
import { problemsOfAll } from "./validate";

for (const stack of ["test", "prod"])
  describe(`the Kubernetes objects of ${stack}`, () => {
    it("are all correct by the schema of Kubernetes 1.36", async () => {
      const { resources } = await previewed(stack);
      assert.ok(resources.filter(({ type }) => type.startsWith("kubernetes:")).length > 50);
      assert.deepEqual(problemsOfAll(resources), {});
    });
  });
