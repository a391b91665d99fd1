import { createHash } from "node:crypto";

import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import { PodIdentityRole } from "../pods/PodIdentityRole";
import type { Cluster } from "../pods/PodIdentityRole";
import { dashboard } from "./dashboard";
import { grafanaPod } from "./grafanaPod";
import { ports } from "./prometheusConfiguration";
import { grafanaDashboardProvider, grafanaDataSources } from "./provisioning";
import { podLabels, ServedDeployment } from "./ServedDeployment";

export interface GrafanaArgs {
  readonly namespace: string;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly services: readonly Service[];
  /** Names of the queues of the services that have one. */
  readonly queueNames: Readonly<
    Record<string, { readonly queue: pulumi.Input<string>; readonly deadLetterQueue: pulumi.Input<string> }>
  >;
  readonly volume: k8s.types.input.core.v1.Volume;
}

const app = "grafana";

/**
 * One Grafana pod: role, data sources, a dashboard for each service, Deployment and Service. The namespace, the service
 * account and the volume are made before it.
 */
export class Grafana extends pulumi.ComponentResource {
  constructor(name: string, args: GrafanaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:observability:Grafana", name, args, opts);
    const { namespace, region, services } = args;
    const role = new PodIdentityRole(
      name,
      {
        cluster: args.cluster,
        accountId: args.accountId,
        namespace,
        serviceAccount: app,
        statements: [
          {
            Sid: "ReadQueueMetrics",
            Effect: "Allow",
            Action: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
            // Metrics have no ARN: neither action can be limited to some of them.
            Resource: "*",
          },
        ],
      },
      { parent: this },
    );
    const dashboards = services.map(
      (service) =>
        new k8s.core.v1.ConfigMap(
          `${name}-dashboard-${service.name}`,
          {
            metadata: { name: `dashboard-${service.name}`, namespace },
            data: {
              [`${service.name}.json`]: pulumi
                .output(args.queueNames[service.name])
                .apply((names) => JSON.stringify(dashboard(service, region, names), null, 2)),
            },
          },
          { parent: this },
        ),
    );
    const data = {
      "datasources.yaml": JSON.stringify(grafanaDataSources(region), null, 2),
      "dashboards.yaml": JSON.stringify(grafanaDashboardProvider, null, 2),
    };
    const configMap = new k8s.core.v1.ConfigMap(
      `${name}-configuration`,
      { metadata: { name: app, namespace }, data },
      { parent: this },
    );
    const template = grafanaPod({
      labels: podLabels(app),
      // Dashboards are read again while it runs, data sources are not.
      configurationChecksum: createHash("sha256").update(JSON.stringify(data)).digest("hex"),
      configMap: app,
      dashboardConfigMaps: services.map((service) => `dashboard-${service.name}`),
      volume: args.volume,
    });
    new ServedDeployment(
      name,
      { namespace, app, port: ports.grafana, template },
      { parent: this, dependsOn: [role, configMap, ...dashboards] },
    );
    this.registerOutputs({});
  }
}
