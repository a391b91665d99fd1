import { createHash } from "node:crypto";

import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import { PodIdentityRole } from "../pods/PodIdentityRole";
import type { Cluster } from "../pods/PodIdentityRole";
import { alertRules } from "./alertRules";
import { alertmanagerConfiguration, ports, prometheusConfiguration } from "./prometheusConfiguration";
import { prometheusPod } from "./prometheusPod";
import { podLabels, ServedDeployment } from "./ServedDeployment";

export interface PrometheusArgs {
  readonly namespace: string;
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly services: readonly Service[];
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly alarmKeyArn: pulumi.Input<string>;
  readonly volume: k8s.types.input.core.v1.Volume;
  readonly storageGiB: number;
  readonly retentionDays: number;
  /** Part of a service's requests that must not fail. @default 0.999 */
  readonly objective?: number | undefined;
}

const app = "prometheus";

/**
 * One Prometheus pod with Alertmanager beside it: role, access to Kubernetes' list of what there is to be scraped,
 * configuration, Deployment and Service. The namespace, the service account and the volume are made before it.
 */
export class Prometheus extends pulumi.ComponentResource {
  constructor(name: string, args: PrometheusArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:observability:Prometheus", name, args, opts);
    const { namespace } = args;
    const role = new PodIdentityRole(
      name,
      {
        cluster: args.cluster,
        accountId: args.accountId,
        namespace,
        serviceAccount: app,
        statements: [
          { Sid: "PublishAlerts", Effect: "Allow", Action: ["sns:Publish"], Resource: args.alarmTopicArn },
          {
            Sid: "UseKeyThroughSns",
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: args.alarmKeyArn,
            Condition: { StringEquals: { "kms:ViaService": `sns.${args.region}.amazonaws.com` } },
          },
        ],
      },
      { parent: this },
    );
    const data = configurationFiles(args);
    const configMap = new k8s.core.v1.ConfigMap(
      `${name}-configuration`,
      { metadata: { name: app, namespace }, data },
      { parent: this },
    );
    const template = prometheusPod({
      labels: podLabels(app),
      // Alertmanager and Prometheus read it at their start.
      configurationChecksum: pulumi.output(data).apply((known) => checksum(JSON.stringify(known))),
      configMap: app,
      retentionDays: args.retentionDays,
      storageGiB: args.storageGiB,
      volume: args.volume,
    });
    new ServedDeployment(
      name,
      { namespace, app, port: ports.prometheus, template },
      { parent: this, dependsOn: [role, configMap, ...this.discoveryAccess(name, namespace)] },
    );
    this.registerOutputs({});
  }

  /** Prometheus may list what there is to be scraped, in all namespaces, and nothing else. */
  private discoveryAccess(name: string, namespace: string): pulumi.Resource[] {
    const metadata = { name: "commerce-prometheus-discovery" };
    const verbs = ["get", "list", "watch"];
    const role = new k8s.rbac.v1.ClusterRole(
      `${name}-discovery`,
      {
        metadata,
        rules: [
          { apiGroups: [""], resources: ["services", "pods"], verbs },
          { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs },
        ],
      },
      { parent: this },
    );
    const binding = new k8s.rbac.v1.ClusterRoleBinding(
      `${name}-discovery`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: metadata.name },
        subjects: [{ kind: "ServiceAccount", name: app, namespace }],
      },
      { parent: this, dependsOn: [role] },
    );
    return [role, binding];
  }
}

function configurationFiles(args: PrometheusArgs): Record<string, pulumi.Input<string>> {
  const { stage, region, services, storageGiB, objective = 0.999 } = args;
  const names = services.map((service) => service.name);
  return {
    "prometheus.json": JSON.stringify(prometheusConfiguration(stage, names), null, 2),
    "rules.json": JSON.stringify(alertRules({ objective, storageGiB }), null, 2),
    "alertmanager.json": pulumi
      .output(args.alarmTopicArn)
      .apply((topicArn) => JSON.stringify(alertmanagerConfiguration(topicArn, region), null, 2)),
  };
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
