import assert from "node:assert/strict";

import { UNKNOWN } from "../../preview/registration";
import { kubernetesVersion, problemsOf, problemsOfAll } from "./validate";

const deployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "order", namespace: "order" },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: "order" } },
    strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
    template: {
      metadata: { labels: { app: "order" } },
      spec: {
        containers: [{ name: "order", image: "order", resources: { limits: { cpu: 1, memory: "1Gi" } } }],
      },
    },
  },
};

/** The deployment with one field of its one container changed. */
function withContainer(change: object): unknown {
  const changed = structuredClone(deployment);
  Object.assign(changed.spec.template.spec.containers[0] ?? {}, change);
  return changed;
}

describe("the schema of Kubernetes", () => {
  it("is that of release 1.36", () => {
    assert.match(kubernetesVersion, /^v1\.36\./);
  });

  it("accepts a correct Deployment, with numbers and texts where both may stand", () => {
    assert.deepEqual(problemsOf(deployment), []);
  });

  it("refuses a misspelt field, wherever it stands, and names it", () => {
    assert.deepEqual(problemsOf(withContainer({ livenesProbe: {} })), [
      "/spec/template/spec/containers/0 must NOT have additional properties: livenesProbe",
    ]);
  });

  it("refuses a wrong type and a missing field", () => {
    assert.deepEqual(problemsOf(withContainer({ ports: [{ containerPort: "8080" }] })), [
      "/spec/template/spec/containers/0/ports/0/containerPort must be integer",
    ]);
    assert.deepEqual(problemsOf({ ...deployment, spec: { template: deployment.spec.template } }), [
      "/spec must have required property 'selector'",
    ]);
  });

  it("refuses a kind, or a version of one, that this release has not", () => {
    assert.deepEqual(problemsOf({ ...deployment, apiVersion: "apps/v1beta1" }), [
      "there is no schema for apps/v1beta1 Deployment",
    ]);
  });

  it("takes a value that only the deployment will know for any value, but not its neighbours", () => {
    for (const unknown of [{ $unknown: true }, UNKNOWN]) {
      assert.deepEqual(problemsOf(withContainer({ image: unknown, env: unknown, stdin: unknown })), []);
      assert.deepEqual(problemsOf(withContainer({ image: unknown, stdin: "yes" })), [
        "/spec/template/spec/containers/0/stdin must be boolean",
      ]);
    }
  });

  it("judges a SecretProviderClass by what AWS's provider reads", () => {
    const parameters = { usePodIdentity: "true", objects: "[]" };
    const secretFiles = {
      apiVersion: "secrets-store.csi.x-k8s.io/v1",
      kind: "SecretProviderClass",
      metadata: { name: "order", namespace: "order" },
      spec: { provider: "aws", parameters },
    };
    assert.deepEqual(problemsOf(secretFiles), []);
    assert.deepEqual(
      problemsOf({
        ...secretFiles,
        spec: { provider: "aws", parameters: { ...parameters, usePodIdentity: true } },
      }),
      ["/spec/parameters/usePodIdentity must be equal to one of the allowed values"],
    );
  });

  it("judges the Kubernetes objects among resources and nothing else", () => {
    const resource = (urn: string, type: string, inputs: Record<string, unknown>) => ({
      urn,
      type,
      custom: true,
      inputs,
    });
    const resources = [
      resource("good", "kubernetes:core/v1:Namespace", { apiVersion: "v1", kind: "Namespace", metadata: {} }),
      resource("bad", "kubernetes:core/v1:Namespace", { apiVersion: "v1", kind: "Namespace", spec: 1 }),
      resource("bucket", "aws:s3/bucket:Bucket", { bucket: 1 }),
    ];
    assert.deepEqual(problemsOfAll(resources), { bad: ["/spec must be object"] });
  });
});
