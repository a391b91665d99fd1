import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import { IsolatedNamespace } from "../pods/IsolatedNamespace";
import type { IsolatedPods } from "../pods/IsolatedNamespace";
import { awsDestinations, podsOf } from "../pods/networkRules";
import type { Network } from "../pods/networkRules";
import type { Cluster } from "../pods/PodIdentityRole";
import { Grafana } from "./Grafana";
import type { GrafanaArgs } from "./Grafana";
import { passwordFile } from "./grafanaPod";
import { MonitoringStorage } from "./MonitoringStorage";
import { Prometheus } from "./Prometheus";
import { exporters, ports } from "./prometheusConfiguration";

export interface MonitoringArgs {
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly network: Network;
  readonly services: readonly Service[];
  /** Names of the queues of the services that have one, for their dashboards. */
  readonly queueNames: GrafanaArgs["queueNames"];
  /** Where alerts go, and the topic's KMS key. */
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly alarmKeyArn: pulumi.Input<string>;
  /** Lost with the pods, or on EBS volumes. */
  readonly storage: "emptyDir" | "ebs";
  readonly storageGiB: number;
  readonly retentionDays: number;
  /** Part of a service's requests that must not fail. @default 0.999 */
  readonly objective?: number;
  /** KMS key of the EBS volumes. @default the account's own key for EBS */
  readonly volumeKeyArn?: pulumi.Input<string>;
  /** Keeps the EBS volumes. */
  readonly protect: boolean;
}

const namespace = "monitoring";
/** Grafana keeps users and preferences there, no measurements. */
const grafanaStorageGiB = 2;

/**
 * One Prometheus pod with Alertmanager beside it, and one Grafana pod with a dashboard for each service. The node exporter
 * and kube-state-metrics are EKS add-ons, made elsewhere; so is the topic that alerts go to.
 */
export class Monitoring extends pulumi.ComponentResource {
  readonly namespace: string;
  /** How an operator gets into Grafana, as `admin`. */
  readonly grafanaCommands: readonly string[];

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:observability:Monitoring", name, args, opts);
    const { region, accountId, cluster, network, services, storage, storageGiB } = args;
    const isolated = new IsolatedNamespace(
      name,
      { namespace, network, pods: isolatedPods(services, network.interfaceEndpoints) },
      { parent: this },
    );
    const claims =
      storage === "ebs"
        ? [
            new MonitoringStorage(
              name,
              {
                namespace,
                sizesGiB: { prometheus: storageGiB, grafana: grafanaStorageGiB },
                keyArn: args.volumeKeyArn,
                protect: args.protect,
              },
              { parent: this, dependsOn: [isolated] },
            ),
          ]
        : [];
    const ready = { parent: this, dependsOn: [isolated, ...claims] };
    const common = { namespace, region, accountId, cluster, services };
    new Prometheus(
      `${name}-prometheus`,
      {
        ...common,
        stage: args.stage,
        alarmTopicArn: args.alarmTopicArn,
        alarmKeyArn: args.alarmKeyArn,
        volume: volume(storage, "prometheus", storageGiB),
        storageGiB,
        retentionDays: args.retentionDays,
        objective: args.objective,
      },
      ready,
    );
    new Grafana(
      `${name}-grafana`,
      { ...common, queueNames: args.queueNames, volume: volume(storage, "grafana", grafanaStorageGiB) },
      ready,
    );
    this.namespace = namespace;
    this.grafanaCommands = [
      `kubectl -n ${namespace} exec deployment/grafana -- cat ${passwordFile}`,
      `kubectl -n ${namespace} port-forward deployment/grafana ${String(ports.grafana)}`,
    ];
    this.registerOutputs({ namespace: this.namespace, grafanaCommands: this.grafanaCommands });
  }
}

function isolatedPods(services: readonly Service[], interfaceEndpoints: readonly string[]): IsolatedPods[] {
  const own = podsOf(namespace);
  return [
    {
      name: "prometheus",
      ingress: [{ from: own, port: ports.prometheus }],
      egress: [
        { to: "dns" },
        { to: "podIdentityAgent" },
        { to: "kubernetesApi" },
        ...services.map((service) => ({ to: "pods", namespace: service.name, port: service.port }) as const),
        { to: "pods", ...exporters.kubeStateMetrics },
        // The node exporter shares its node's address, so no pod selector finds it.
        { to: "nodes", port: exporters.nodeExporter.port },
        { to: "pods", namespace, port: ports.grafana },
        ...awsDestinations(["sns"], interfaceEndpoints),
      ],
    },
    {
      name: "grafana",
      ingress: [{ from: own, port: ports.grafana }],
      egress: [
        { to: "dns" },
        { to: "podIdentityAgent" },
        { to: "pods", namespace, port: ports.prometheus },
        ...awsDestinations(["monitoring"], interfaceEndpoints),
      ],
    },
  ];
}

function volume(storage: "emptyDir" | "ebs", claimName: string, sizeGiB: number) {
  return storage === "ebs"
    ? { name: "data", persistentVolumeClaim: { claimName } }
    : { name: "data", emptyDir: { sizeLimit: `${String(sizeGiB)}Gi` } };
}
