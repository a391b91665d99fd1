import { metrics } from "../../contract/metrics";

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: "critical" | "warning" };
  readonly annotations: { readonly summary: string };
}

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly (AlertRule | RecordingRule)[];
}

export interface AlertRulesArgs {
  /** Part of the requests that must not fail with a 5xx, over 30 days. */
  readonly objective: number;
  /** Size of Prometheus's storage. */
  readonly storageGiB: number;
}

/** Name of the recorded ratio of failed requests over a window, by namespace. */
export function errorRatio(window: Window): string {
  return `namespace:request_errors:ratio_rate${window}`;
}

type Window = "5m" | "30m" | "1h" | "6h";
const windows: readonly Window[] = ["5m", "30m", "1h", "6h"];

/**
 * Alerts of Prometheus. A service's error budget is watched by how fast it burns, over a long window that makes it
 * matter and a short one that makes it current: https://sre.google/workbook/alerting-on-slos/
 */
export function alertRules(args: AlertRulesArgs): { readonly groups: readonly RuleGroup[] } {
  return {
    groups: [
      { name: "error-ratios", rules: windows.map(recordedErrorRatio) },
      { name: "services", rules: [...burnRates(args.objective), ...workloads] },
      { name: "platform", rules: [...nodes, ...monitoring(args.storageGiB)] },
    ],
  };
}

function recordedErrorRatio(window: Window): RecordingRule {
  const count = (selector: string): string =>
    `sum by (namespace) (rate(${metrics.requestDuration}_count${selector}[${window}]))`;
  const all = count("");
  // Without the second operand a service that never failed would have no ratio at all.
  return {
    record: errorRatio(window),
    expr: `(${count(`{${metrics.statusCodeLabel}=~"5.."}`)} or 0 * ${all}) / (${all} > 0)`,
  };
}

function burnRates(objective: number): AlertRule[] {
  const burn = (
    alert: string,
    severity: "critical" | "warning",
    factor: number,
    long: Window,
    short: Window,
    spent: string,
  ): AlertRule => {
    const limit = String(Number((factor * (1 - objective)).toPrecision(6)));
    return {
      alert,
      expr: `${errorRatio(long)} > ${limit} and ${errorRatio(short)} > ${limit}`,
      labels: { severity },
      annotations: {
        summary: `{{ $labels.namespace }} fails {{ $value | humanizePercentage }} of its requests: at this rate ${spent}.`,
      },
    };
  };
  return [
    burn(
      "ErrorBudgetBurnsFast",
      "critical",
      14.4,
      "1h",
      "5m",
      "2 % of the month's error budget goes in an hour",
    ),
    burn("ErrorBudgetBurns", "warning", 6, "6h", "30m", "5 % of the month's error budget goes in six hours"),
  ];
}

const workloads: readonly AlertRule[] = [
  {
    alert: "PodCrashLoops",
    expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
    for: "5m",
    labels: { severity: "critical" },
    annotations: { summary: "{{ $labels.namespace }}/{{ $labels.pod }} starts and dies, over and over." },
  },
  {
    alert: "PodsMissing",
    expr: "kube_deployment_spec_replicas - kube_deployment_status_replicas_available > 0",
    for: "15m",
    labels: { severity: "warning" },
    annotations: { summary: "{{ $labels.namespace }} has been short of {{ $value }} pods for 15 minutes." },
  },
  {
    alert: "AutoscalerAtMaximum",
    expr:
      "kube_horizontalpodautoscaler_status_current_replicas >= kube_horizontalpodautoscaler_spec_max_replicas " +
      "and kube_horizontalpodautoscaler_spec_max_replicas > kube_horizontalpodautoscaler_spec_min_replicas",
    for: "15m",
    labels: { severity: "warning" },
    annotations: { summary: "{{ $labels.namespace }} runs all the {{ $value }} pods that it may have." },
  },
  {
    alert: "MetricsMissing",
    expr: "up == 0",
    for: "10m",
    labels: { severity: "warning" },
    annotations: { summary: "{{ $labels.job }} at {{ $labels.instance }} has not answered for 10 minutes." },
  },
];

const nodes: readonly AlertRule[] = [
  {
    alert: "NodeNotReady",
    expr: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
    for: "10m",
    labels: { severity: "critical" },
    annotations: { summary: "Node {{ $labels.node }} has not been ready for 10 minutes." },
  },
  {
    alert: "NodeDiskNearlyFull",
    expr:
      'node_filesystem_avail_bytes{fstype=~"ext4|xfs",mountpoint!~"/boot.*"} ' +
      '/ node_filesystem_size_bytes{fstype=~"ext4|xfs",mountpoint!~"/boot.*"} < 0.1',
    for: "10m",
    labels: { severity: "warning" },
    annotations: {
      summary: "{{ $labels.node }} has {{ $value | humanizePercentage }} of {{ $labels.mountpoint }} left.",
    },
  },
];

function monitoring(storageGiB: number): AlertRule[] {
  const bytes = storageGiB * 1024 ** 3;
  return [
    {
      alert: "PrometheusStorageNearlyFull",
      expr: `(prometheus_tsdb_storage_blocks_bytes + prometheus_tsdb_wal_storage_size_bytes) / ${String(bytes)} > 0.9`,
      for: "10m",
      labels: { severity: "warning" },
      annotations: { summary: "Prometheus uses {{ $value | humanizePercentage }} of its storage." },
    },
  ];
}
