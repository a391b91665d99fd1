import assert from "node:assert/strict";
import { resource } from "../testing/resource";
import { typesOf } from "../testing/sdk-types";
import { POD_TYPES, podsOf } from "./pod";

const template = {
  metadata: { labels: { app: "payment" }, annotations: { note: "x" } },
  spec: {
    hostPID: true,
    containers: [{ name: "main" }],
    initContainers: [{ name: "first" }],
    ephemeralContainers: [{ name: "debug" }],
  },
};
const shapes: Record<string, unknown> = {
  Pod: template,
  PodTemplate: { template },
  CronJob: { spec: { jobTemplate: { spec: { template } } } },
};

describe("the pods of a resource", () => {
  for (const type of POD_TYPES) {
    const [, kind = "", form = ""] = /:(\w+?)(Patch|List)?$/.exec(type) ?? [];
    const object = shapes[kind] ?? { spec: { template } };

    it(`are found in a ${type}`, () => {
      const [pod, ...others] = podsOf(resource(type, form === "List" ? { items: [object] } : object));
      assert.ok(pod);
      assert.equal(others.length, 0);
      assert.equal(pod.kind, kind);
      assert.equal(pod.isPatch, form === "Patch");
      assert.equal(pod.spec?.boolean("hostPID"), true);
      assert.deepEqual(
        pod.containers.map(({ reading, list }) => [reading.string("name"), list]),
        [
          ["main", "containers"],
          ["first", "initContainers"],
          ["debug", "ephemeralContainers"],
        ],
      );
      assert.equal(pod.annotations?.string("note"), "x");
      const where = form === "List" ? "items[0]: " : "";
      assert.equal(pod.label, where);
      assert.equal(pod.containers[1]?.label, `${where}initContainer 0`);
    });
  }

  it("are looked for in every version of every kind that @pulumi/kubernetes has", () => {
    const kinds =
      /:(Pod|PodTemplate|ReplicationController|Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob)(Patch|List)?$/;
    const types = [...typesOf("@pulumi/kubernetes")].filter((type) => kinds.test(type));
    assert.ok(types.length > 50);
    assert.deepEqual(
      types.filter((type) => !POD_TYPES.includes(type)),
      [],
    );
  });

  it("are none where there is no spec", () => {
    const [pod] = podsOf(resource("kubernetes:apps/v1:Deployment", {}));
    assert.deepEqual([pod?.spec, pod?.containers, pod?.annotations], [undefined, [], undefined]);
  });
});
