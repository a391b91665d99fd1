import { metrics } from "../../contract/metrics";
import type { Service } from "../../services/definition";
import { errorRatio } from "./alertRules";

/** Identifiers of the data sources that Grafana is provisioned with. */
export const dataSources = {
  prometheus: { type: "prometheus", uid: "prometheus" },
  cloudWatch: { type: "cloudwatch", uid: "cloudwatch" },
} as const;

/** Names that AWS gave, known after deployment. */
export interface QueueNames {
  readonly queue: string;
  readonly deadLetterQueue: string;
}

interface Panel {
  readonly title: string;
  readonly description: string;
  readonly unit: "reqps" | "percentunit" | "s" | "short";
  readonly targets: readonly object[];
}

const columns = 3;
const [panelWidth, panelHeight] = [24 / columns, 8];

/**
 * A service's dashboard: traffic, errors, latency and saturation of its pods, and the state of its queue.
 *
 * @param queueNames absent for a service without a queue
 */
export function dashboard(service: Service, region: string, queueNames: QueueNames | undefined) {
  const panels = [...servicePanels(service), ...(queueNames ? queuePanels(region, queueNames) : [])];
  return {
    uid: `service-${service.name}`,
    title: `Service ${service.name}`,
    tags: ["service"],
    schemaVersion: 41,
    editable: false,
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    timezone: "browser",
    panels: panels.map(placed),
  };
}

function servicePanels(service: Service): Panel[] {
  const of = `{namespace="${service.name}"}`;
  const { cpuMillicores, memoryMiB } = service.resources;
  const quantile = (part: number) =>
    promQl(
      `histogram_quantile(${String(part)}, sum by (le) (rate(${metrics.requestDuration}_bucket${of}[5m])))`,
      `p${String(part * 100)}`,
    );
  return [
    {
      title: "Requests",
      description: "Requests a second, by status code.",
      unit: "reqps",
      targets: [
        promQl(
          `sum by (${metrics.statusCodeLabel}) (rate(${metrics.requestDuration}_count${of}[5m]))`,
          `{{${metrics.statusCodeLabel}}}`,
        ),
      ],
    },
    {
      title: "Errors",
      description: "Part of the requests answered with a 5xx.",
      unit: "percentunit",
      targets: [
        promQl(`${errorRatio("5m")}${of}`, "5 minutes"),
        promQl(`${errorRatio("1h")}${of}`, "1 hour"),
      ],
    },
    {
      title: "Latency",
      description: "Time to answer a request.",
      unit: "s",
      targets: [quantile(0.5), quantile(0.95), quantile(0.99)],
    },
    {
      title: "CPU",
      description: "Part of the CPU that a pod asked for; the autoscaler keeps the average at 70 %.",
      unit: "percentunit",
      targets: [
        promQl(
          `sum by (pod) (rate(${metrics.processCpu}${of}[5m])) / ${String(cpuMillicores / 1000)}`,
          "{{pod}}",
        ),
      ],
    },
    {
      title: "Memory",
      description: "Part of the memory that a pod may use; at 100 % it is stopped.",
      unit: "percentunit",
      targets: [
        promQl(`sum by (pod) (${metrics.processMemory}${of}) / ${String(memoryMiB * 1024 ** 2)}`, "{{pod}}"),
      ],
    },
    {
      title: "Pods",
      description: "Pods that run, pods that the autoscaler may start, and restarts within an hour.",
      unit: "short",
      targets: [
        promQl(`kube_deployment_status_replicas_available${of}`, "available"),
        promQl(`kube_horizontalpodautoscaler_spec_max_replicas${of}`, "maximum"),
        promQl(`sum(increase(kube_pod_container_status_restarts_total${of}[1h]))`, "restarts"),
      ],
    },
  ];
}

function queuePanels(region: string, names: QueueNames): Panel[] {
  return [
    {
      title: "Queue depth",
      description: "Messages that wait.",
      unit: "short",
      targets: [sqs(region, names.queue, "ApproximateNumberOfMessagesVisible")],
    },
    {
      title: "Queue age",
      description: "How long the oldest message has waited.",
      unit: "s",
      targets: [sqs(region, names.queue, "ApproximateAgeOfOldestMessage")],
    },
    {
      title: "Dead letters",
      description: "Messages that the service gave up on.",
      unit: "short",
      targets: [sqs(region, names.deadLetterQueue, "ApproximateNumberOfMessagesVisible")],
    },
  ];
}

function placed({ title, description, unit, targets }: Panel, index: number) {
  return {
    id: index + 1,
    type: "timeseries",
    title,
    description,
    gridPos: {
      x: (index % columns) * panelWidth,
      y: Math.floor(index / columns) * panelHeight,
      w: panelWidth,
      h: panelHeight,
    },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: {
      legend: { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] },
      tooltip: { mode: "multi", sort: "desc" },
    },
    targets: targets.map((target, position) => ({ refId: String.fromCharCode(65 + position), ...target })),
  };
}

function promQl(expr: string, legendFormat: string) {
  return { datasource: dataSources.prometheus, expr, legendFormat, range: true };
}

function sqs(region: string, queueName: string, metricName: string) {
  return {
    datasource: dataSources.cloudWatch,
    queryMode: "Metrics",
    namespace: "AWS/SQS",
    region,
    metricName,
    statistic: "Maximum",
    period: "60",
    matchExact: true,
    metricQueryType: 0,
    metricEditorMode: 0,
    dimensions: { QueueName: [queueName] },
    id: "",
    expression: "",
    label: queueName,
  };
}
