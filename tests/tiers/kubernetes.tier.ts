/**
 * A real Kubernetes API server judges every Kubernetes object of the stacks: kube-apiserver 1.36, built from its Go module,
 * with Debian's etcd. Proves: names, fields, values and references within an object are what Kubernetes takes, server-side
 * apply owns its fields without a conflict and changes nothing the second time, every pod passes Pod Security, everything can
 * be removed again. Does not prove: that a pod starts, is scheduled or reached (no controllers, no nodes, no network), nor
 * what EKS adds; the custom resources are reduced to what the platform uses.
 */
import assert from "node:assert/strict";

import type { Stack } from "../stacks/previewed";
import { deployed, deployedOnMysql } from "./deployed";
import { Cluster, type Answer } from "./kubernetes/cluster";
import { customResources } from "./kubernetes/customResources";
import { type Fault, faults, insecure, plant } from "./kubernetes/faults";
import { type KubernetesObject, Objects } from "./kubernetes/objects";
import { startOrSkip } from "./unavailable";

const stacks: Readonly<Record<string, () => Promise<Stack>>> = {
  test: () => deployed("test"),
  prod: () => deployed("prod"),
  "prod with a service that is written for MySQL": () => deployedOnMysql("catalog"),
};

describe("a real Kubernetes API server", function () {
  // The first run builds the server.
  this.timeout(30 * 60_000);
  let cluster: Cluster | undefined;
  let server: Objects;

  before(async function () {
    cluster = await startOrSkip(this, () => Cluster.start());
    server = new Objects(cluster);
    for (const definition of customResources) accepted(await server.apply(definition), definition);
    await served(cluster, customResources.length);
  });

  after(() => cluster?.stop());

  for (const [stack, registered] of Object.entries(stacks))
    describe(`given the objects of ${stack}`, () => {
      let objects: readonly KubernetesObject[] = [];

      before(async () => {
        const { resources } = await registered();
        // In the order of registration, in which nothing comes before what it depends on.
        objects = resources
          .filter(({ type, custom }) => custom && type.startsWith("kubernetes:"))
          .map(({ inputs }) => inputs as unknown as KubernetesObject);
        assert.ok(objects.length > 50, `only ${String(objects.length)} objects`);
      });

      const first = (kind: string): KubernetesObject => {
        const found = objects.find((object) => object.kind === kind && object.metadata.namespace === "order");
        assert.ok(found, `no ${kind} in the namespace order`);
        return found;
      };

      it("accepts each of them, applied in order", async () => {
        for (const object of objects) accepted(await server.apply(object), object);
      });

      it("changes none of them when they are applied again, and writes nothing the time after", async () => {
        for (const object of objects) {
          const applied = await server.get(object);
          const [second, third] = [await server.apply(object), await server.apply(object)];
          assert.deepEqual(content(second), content(applied), nameOf(object));
          // The server may rewrite its own defaults once, as it does for volume claims, but not for ever.
          assert.equal(version(third), version(second), nameOf(object));
        }
      });

      it("admits the pods of each workload under Pod Security, without so much as a warning in restricted namespaces", async () => {
        const pods = objects.flatMap(podOf);
        assert.ok(pods.length >= 6, String(pods.length));
        for (const pod of pods) {
          const answer = await server.tryOut(pod);
          accepted(answer, pod);
          // Fluent Bit reads its node's files; that namespace restricts nothing, and says so.
          if (pod.metadata.namespace !== "logging") assert.equal(answer.warning, "", nameOf(pod));
        }
      });

      for (const fault of insecure)
        it(`keeps ${fault.says} out of a service's namespace`, async () => {
          const [pod] = podOf(first("Deployment"));
          assert.ok(pod);
          const { status, body } = await server.tryOut(plant(pod, fault));
          assert.equal(status, 403, JSON.stringify(body));
          assert.match(String(body["message"]), /violates PodSecurity "restricted:/);
        });

      for (const fault of faults)
        it(`refuses ${fault.says}`, async () => {
          refused(await server.apply(plant(first(fault.kind), fault)), fault);
        });

      it("hands the number of pods over to the autoscaler once there is an image", async () => {
        const idle = first("Deployment");
        const { replicas, ...running } = idle["spec"] as Readonly<Record<string, unknown>>;
        assert.equal(replicas, 0, "the stack has no image yet");
        const { body } = await server.apply({ ...idle, spec: running });
        assert.equal((body["spec"] as Readonly<Record<string, unknown>>)["replicas"], 1);
        accepted(await server.apply(idle), idle);
      });

      it("lets go of each of them, in the opposite order", async () => {
        for (const object of [...objects].reverse()) {
          const { status, body } = await server.remove(object);
          assert.ok(status === 200 || status === 202, `${nameOf(object)}: ${JSON.stringify(body)}`);
        }
        for (const object of objects) assert.equal((await server.get(object)).status, 404, nameOf(object));
      });
    });
});

function accepted({ status, body }: Answer, object: KubernetesObject): void {
  assert.ok(
    status === 200 || status === 201,
    `${nameOf(object)}: ${JSON.stringify(body["message"] ?? body)}`,
  );
}

function refused({ status, body }: Answer, { says }: Fault): void {
  assert.ok(
    status === 400 || status === 422 || status === 500,
    `${says} was answered with ${String(status)}`,
  );
  assert.equal(body["kind"], "Status");
}

function version({ body }: Answer): unknown {
  return (body["metadata"] as Readonly<Record<string, unknown>>)["resourceVersion"];
}

/** The object as the server shows it, without the marks of its own bookkeeping. */
function content({ body }: Answer): unknown {
  const { metadata, ...rest } = body as { readonly metadata: Readonly<Record<string, unknown>> };
  return { ...rest, metadata: { ...metadata, resourceVersion: undefined, managedFields: undefined } };
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;
}

/** The pod that a workload's controller would make, if it makes pods. */
function podOf({ metadata, spec }: KubernetesObject): KubernetesObject[] {
  const { template } = (spec ?? {}) as { readonly template?: Readonly<Record<string, object>> };
  if (!template) return [];
  const pod = { ...template["metadata"], name: metadata.name, namespace: String(metadata.namespace) };
  return [{ ...template, apiVersion: "v1", kind: "Pod", metadata: pod }];
}

/** Waits until the API server serves the custom resources. */
async function served(cluster: Cluster, count: number): Promise<void> {
  for (;;) {
    const { body } = await cluster.send("GET", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions");
    const items = body["items"] as readonly {
      readonly status?: {
        readonly conditions?: readonly { readonly type: string; readonly status: string }[];
      };
    }[];
    const established = items.filter(({ status }) =>
      status?.conditions?.some(
        (condition) => condition.type === "Established" && condition.status === "True",
      ),
    );
    if (established.length === count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
