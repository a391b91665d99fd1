import type { Fixture } from "./protocol";

/** A Deployment with one container of these properties. */
export function deployment(container: object, podSpec: object = {}, metadata: object = {}): Fixture {
  return {
    type: "kubernetes:apps/v1:Deployment",
    name: "payment",
    properties: {
      metadata: { name: "payment", namespace: "payment" },
      spec: { template: { metadata, spec: { ...podSpec, containers: [{ name: "payment", ...container }] } } },
    },
  };
}

/** Paths into that Deployment. */
export const POD = "spec.template.spec";
export const CONTAINER = `${POD}.containers[0]`;
export const SECURITY = `${CONTAINER}.securityContext`;

/** The same as a patch of a Deployment that exists, with nothing in its container but this. */
export function patch(container: object): Partial<Fixture> {
  return { ...deployment(container), type: "kubernetes:apps/v1:DeploymentPatch" };
}
