import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

export interface ServedDeploymentArgs {
  readonly namespace: string;
  /** Name of Deployment, Service and pods. */
  readonly app: string;
  readonly port: number;
  readonly template: k8s.types.input.core.v1.PodTemplateSpec;
}

/** One pod with its data, and the address under which others in its namespace find it. */
export class ServedDeployment extends pulumi.ComponentResource {
  constructor(name: string, args: ServedDeploymentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:observability:ServedDeployment", name, args, opts);
    const { namespace, app, port, template } = args;
    const metadata = { name: app, namespace, labels: podLabels(app) };
    const selector = { "app.kubernetes.io/name": app };
    const deployment = new k8s.apps.v1.Deployment(
      `${name}-deployment`,
      {
        metadata,
        // Two at a time would want the same volume.
        spec: { replicas: 1, strategy: { type: "Recreate" }, selector: { matchLabels: selector }, template },
      },
      { parent: this },
    );
    new k8s.core.v1.Service(
      `${name}-service`,
      {
        metadata,
        spec: {
          type: "ClusterIP",
          selector,
          ports: [{ name: "http", port, targetPort: port, protocol: "TCP" }],
        },
      },
      { parent: this, dependsOn: [deployment] },
    );
    this.registerOutputs({});
  }
}

export function podLabels(app: string): Record<string, string> {
  return { "app.kubernetes.io/name": app, "app.kubernetes.io/part-of": "commerce" };
}
