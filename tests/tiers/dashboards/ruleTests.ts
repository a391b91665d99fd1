/** One case of promtool's rule tests: what is measured, when, and which alert rings. */
export interface RuleCase {
  readonly says: string;
  readonly alert: string;
  /** Whether it rings, and if so, for which of its labels. */
  readonly rings: Readonly<Record<string, string>> | undefined;
  /** When it is asked, after the start of the series. */
  readonly at: string;
  /** Values of series a minute apart, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
}

const requests = (code: string): string =>
  `http_server_request_duration_seconds_count{namespace="order",pod="a",http_response_status_code="${code}"}`;

/** A service that answers 6,000 requests a minute, with so many failures among them from the given minute on. */
function failing(perMinute: number, from: number): Record<string, string> {
  return {
    [requests("200")]: "0+6000x800",
    [requests("500")]: `0x${String(from)} 0+${String(perMinute)}x800`,
  };
}

const horizontal = (name: string): string =>
  `kube_horizontalpodautoscaler_${name}{namespace="order",horizontalpodautoscaler="order"}`;

export const ruleCases: readonly RuleCase[] = [
  {
    says: "2 % of failures burn the budget fast, and within the hour",
    alert: "ErrorBudgetBurnsFast",
    rings: { namespace: "order", severity: "critical" },
    at: "10h",
    series: failing(123, 500),
  },
  {
    says: "1 % of failures do not burn it fast",
    alert: "ErrorBudgetBurnsFast",
    rings: undefined,
    at: "10h",
    series: failing(60, 0),
  },
  {
    says: "1 % of failures for six hours burn it all the same",
    alert: "ErrorBudgetBurns",
    rings: { namespace: "order", severity: "warning" },
    at: "10h",
    series: failing(60, 0),
  },
  {
    says: "a service that keeps its objective burns nothing",
    alert: "ErrorBudgetBurns",
    rings: undefined,
    at: "10h",
    series: failing(5, 0),
  },
  {
    says: "failures that ended an hour ago ring no more",
    alert: "ErrorBudgetBurnsFast",
    rings: undefined,
    at: "10h",
    series: { [requests("200")]: "0+6000x800", [requests("500")]: "0+600x540 324000x260" },
  },
  {
    says: "a pod that starts over and over rings after 5 minutes",
    alert: "PodCrashLoops",
    rings: { namespace: "order", pod: "a", reason: "CrashLoopBackOff", severity: "critical" },
    at: "10m",
    series: {
      'kube_pod_container_status_waiting_reason{namespace="order",pod="a",reason="CrashLoopBackOff"}':
        "1 0 1 0 1 0 1 0 1 0 1 0 1",
    },
  },
  {
    says: "a Deployment short of pods rings after a quarter of an hour",
    alert: "PodsMissing",
    rings: { namespace: "order", deployment: "order", severity: "warning" },
    at: "20m",
    series: {
      'kube_deployment_spec_replicas{namespace="order",deployment="order"}': "3x30",
      'kube_deployment_status_replicas_available{namespace="order",deployment="order"}': "2x30",
    },
  },
  {
    says: "an autoscaler at its maximum rings after a quarter of an hour",
    alert: "AutoscalerAtMaximum",
    rings: { namespace: "order", horizontalpodautoscaler: "order", severity: "warning" },
    at: "20m",
    series: {
      [horizontal("status_current_replicas")]: "10x30",
      [horizontal("spec_max_replicas")]: "10x30",
      [horizontal("spec_min_replicas")]: "2x30",
    },
  },
  {
    says: "an autoscaler with no room between its bounds does not ring",
    alert: "AutoscalerAtMaximum",
    rings: undefined,
    at: "20m",
    series: {
      [horizontal("status_current_replicas")]: "2x30",
      [horizontal("spec_max_replicas")]: "2x30",
      [horizontal("spec_min_replicas")]: "2x30",
    },
  },
  {
    says: "a target that does not answer rings after 10 minutes",
    alert: "MetricsMissing",
    rings: { job: "services", instance: "10.0.0.1:8080", severity: "warning" },
    at: "15m",
    series: { 'up{job="services",instance="10.0.0.1:8080"}': "0x30" },
  },
  {
    says: "a node that is not ready rings after 10 minutes",
    alert: "NodeNotReady",
    rings: { node: "n", condition: "Ready", status: "true", severity: "critical" },
    at: "15m",
    series: { 'kube_node_status_condition{node="n",condition="Ready",status="true"}': "0x30" },
  },
  {
    says: "a disk with a twentieth left rings after 10 minutes",
    alert: "NodeDiskNearlyFull",
    rings: { node: "n", fstype: "xfs", mountpoint: "/", severity: "warning" },
    at: "15m",
    series: {
      'node_filesystem_avail_bytes{node="n",fstype="xfs",mountpoint="/"}': "5x30",
      'node_filesystem_size_bytes{node="n",fstype="xfs",mountpoint="/"}': "100x30",
    },
  },
  {
    says: "a Prometheus that fills its storage rings after 10 minutes",
    alert: "PrometheusStorageNearlyFull",
    rings: { job: "prometheus", severity: "warning" },
    at: "15m",
    series: {
      'prometheus_tsdb_storage_blocks_bytes{job="prometheus"}': "1099511627776x30",
      'prometheus_tsdb_wal_storage_size_bytes{job="prometheus"}': "0x30",
    },
  },
];

/** The case in promtool's form. Annotations are not compared: they hold the measured value. */
export function promtoolTest(ruleFile: string, { alert, rings, at, series, says }: RuleCase) {
  return {
    rule_files: [ruleFile],
    evaluation_interval: "1m",
    tests: [
      {
        name: says,
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: `count(ALERTS{alertname="${alert}",alertstate="firing"${labels(rings)}})`,
            eval_time: at,
            exp_samples: rings ? [{ labels: "{}", value: 1 }] : [],
          },
        ],
      },
    ],
  };
}

function labels(rings: RuleCase["rings"]): string {
  return Object.entries(rings ?? {})
    .map(([name, value]) => `,${name}="${value}"`)
    .join("");
}
