/** Ports inside the monitoring namespace. */
export const ports = { prometheus: 9090, alertmanager: 9093, grafana: 3000 } as const;

/** Where the EKS add-ons put the exporters. https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html */
export const exporters = {
  nodeExporter: { namespace: "prometheus-node-exporter", port: 9100 },
  kubeStateMetrics: { namespace: "kube-state-metrics", port: 8080 },
} as const;

interface Relabelling {
  readonly source_labels?: readonly string[];
  readonly regex?: string;
  readonly action?: "keep" | "replace";
  readonly target_label?: string;
  readonly replacement?: string;
}

/**
 * Prometheus's configuration: it finds the pods behind every Service that carries `prometheus.io/scrape: "true"` in the
 * services' namespaces, and the exporters in theirs.
 *
 * @param services names of the services, which are their namespaces
 */
export function prometheusConfiguration(stage: string, services: readonly string[]) {
  const annotation = (name: string): string => `__meta_kubernetes_service_annotation_prometheus_io_${name}`;
  return {
    global: { scrape_interval: "30s", evaluation_interval: "30s", external_labels: { stage } },
    rule_files: ["/etc/prometheus/rules.json"],
    alerting: {
      alertmanagers: [{ static_configs: [{ targets: [`localhost:${String(ports.alertmanager)}`] }] }],
    },
    scrape_configs: [
      discovered("services", services, [
        { source_labels: [annotation("scrape")], regex: "true", action: "keep" },
        { source_labels: [annotation("path")], regex: "(.+)", target_label: "__metrics_path__" },
        {
          source_labels: ["__address__", annotation("port")],
          regex: "(.+?)(?::\\d+)?;(\\d+)",
          replacement: "$1:$2",
          target_label: "__address__",
        },
        { source_labels: ["__meta_kubernetes_namespace"], target_label: "namespace" },
        { source_labels: ["__meta_kubernetes_pod_name"], target_label: "pod" },
      ]),
      discovered(
        "node-exporter",
        [exporters.nodeExporter.namespace],
        [
          keepPort(exporters.nodeExporter.port),
          { source_labels: ["__meta_kubernetes_pod_node_name"], target_label: "node" },
        ],
      ),
      // Its metrics say themselves which namespace and pod they are about.
      {
        ...discovered(
          "kube-state-metrics",
          [exporters.kubeStateMetrics.namespace],
          [keepPort(exporters.kubeStateMetrics.port)],
        ),
        honor_labels: true,
      },
      fixed("prometheus", `localhost:${String(ports.prometheus)}`),
      fixed("alertmanager", `localhost:${String(ports.alertmanager)}`),
      fixed("grafana", `grafana.monitoring.svc.cluster.local:${String(ports.grafana)}`),
    ],
  };
}

function discovered(job: string, namespaces: readonly string[], relabellings: readonly Relabelling[]) {
  return {
    job_name: job,
    kubernetes_sd_configs: [{ role: "endpointslice", namespaces: { names: namespaces } }],
    relabel_configs: relabellings,
  };
}

function keepPort(port: number): Relabelling {
  return { source_labels: ["__address__"], regex: `.+:${String(port)}`, action: "keep" };
}

function fixed(job: string, target: string) {
  return { job_name: job, static_configs: [{ targets: [target] }] };
}

/**
 * Alertmanager's configuration: every alert goes to the alarms' topic, from where mails go out. It signs with the role
 * of its pod, which AWS's SDK finds by itself.
 */
export function alertmanagerConfiguration(topicArn: string, region: string) {
  return {
    route: {
      receiver: "alarms",
      group_by: ["alertname", "namespace"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "12h",
    },
    receivers: [
      {
        name: "alarms",
        sns_configs: [
          {
            topic_arn: topicArn,
            sigv4: { region },
            subject: "{{ .Status | toUpper }} {{ .CommonLabels.severity }}: {{ .CommonLabels.alertname }}",
            message:
              "{{ range .Alerts }}{{ .Status }} since {{ .StartsAt }}: {{ .Annotations.summary }}\n{{ end }}",
            send_resolved: true,
          },
        ],
      },
    ],
  };
}
