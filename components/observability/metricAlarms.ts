import type * as pulumi from "@pulumi/pulumi";

/** One CloudWatch alarm as data; {@link Alarms} registers it. */
export interface MetricAlarm {
  /** Unique within the stage: what is watched and for what. */
  readonly key: string;
  readonly severity: "critical" | "warning";
  /** What it means and where to look first; goes into the mail. */
  readonly description: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: "Sum" | "Average" | "Maximum" | "Minimum";
  readonly periodSeconds: number;
  readonly periods: number;
  readonly comparison: "above" | "below";
  readonly threshold: number;
  /** What no data means: `notBreaching` where a silent source is an idle one, `breaching` where it is a dead one. */
  readonly missingData: "notBreaching" | "breaching";
}

const minute = 60;
const gib = 1024 ** 3;

export interface QueueToWatch {
  readonly service: string;
  readonly queueName: pulumi.Input<string>;
  readonly deadLetterQueueName: pulumi.Input<string>;
  /** Takes what a topic could not deliver. */
  readonly undeliveredQueueName: pulumi.Input<string>;
  readonly alarmAgeSeconds: number;
}

export function queueAlarms(queue: QueueToWatch): MetricAlarm[] {
  const common = {
    namespace: "AWS/SQS",
    statistic: "Maximum",
    comparison: "above",
    missingData: "notBreaching",
  } as const;
  return [
    {
      ...common,
      key: `${queue.service}-dead-letters`,
      severity: "critical",
      description: `${queue.service} gave up on messages: they wait in its dead-letter queue, to be redriven when the fault is gone.`,
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.deadLetterQueueName },
      periodSeconds: minute,
      periods: 1,
      threshold: 0,
    },
    {
      ...common,
      key: `${queue.service}-undelivered`,
      severity: "critical",
      description: `A topic could not put messages into ${queue.service}'s queue: look at the queue's policy and key.`,
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.undeliveredQueueName },
      periodSeconds: minute,
      periods: 1,
      threshold: 0,
    },
    {
      ...common,
      key: `${queue.service}-queue-age`,
      severity: "warning",
      description: `The oldest message for ${queue.service} has waited longer than ${String(queue.alarmAgeSeconds)} s: its pods are down, stuck or too few.`,
      metric: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: queue.queueName },
      periodSeconds: minute,
      periods: 5,
      threshold: queue.alarmAgeSeconds,
    },
  ];
}

export interface DatabaseToWatch {
  readonly service: string;
  readonly instanceIdentifier: pulumi.Input<string>;
  /** What the instance was made with; storage autoscaling only adds to it. */
  readonly storageGiB: number;
  /** Most connections that the instance takes. @default 100, which suits the smallest classes */
  readonly maxConnections?: number;
}

export function databaseAlarms(database: DatabaseToWatch): MetricAlarm[] {
  const common = {
    namespace: "AWS/RDS",
    dimensions: { DBInstanceIdentifier: database.instanceIdentifier },
    statistic: "Average",
    periodSeconds: 5 * minute,
    // An instance reports every minute as long as it lives.
    missingData: "breaching",
  } as const;
  const maxConnections = database.maxConnections ?? 100;
  return [
    {
      ...common,
      key: `${database.service}-database-cpu`,
      severity: "warning",
      description: `The database of ${database.service} used more than 80 % of its CPU for 15 minutes: look for slow queries.`,
      metric: "CPUUtilization",
      periods: 3,
      comparison: "above",
      threshold: 80,
    },
    {
      ...common,
      key: `${database.service}-database-storage`,
      severity: "critical",
      description: `Less than a tenth of the storage of ${database.service}'s database is free: has it reached its maximum?`,
      metric: "FreeStorageSpace",
      statistic: "Minimum",
      periods: 1,
      comparison: "below",
      threshold: (database.storageGiB * gib) / 10,
    },
    {
      ...common,
      key: `${database.service}-database-connections`,
      severity: "warning",
      description: `The database of ${database.service} has more than 80 % of its ${String(maxConnections)} connections open.`,
      metric: "DatabaseConnections",
      statistic: "Maximum",
      periods: 2,
      comparison: "above",
      threshold: maxConnections * 0.8,
    },
  ];
}

export interface TableToWatch {
  readonly service: string;
  readonly tableName: pulumi.Input<string>;
}

export function tableAlarms(table: TableToWatch): MetricAlarm[] {
  return (["Read", "Write"] as const).map((access) => ({
    key: `${table.service}-table-${access.toLowerCase()}-throttles`,
    severity: "warning",
    description: `DynamoDB refuses ${access.toLowerCase()}s of ${table.service}'s table: a hot key, or a limit of the table or account.`,
    namespace: "AWS/DynamoDB",
    metric: `${access}ThrottleEvents`,
    dimensions: { TableName: table.tableName },
    statistic: "Sum",
    periodSeconds: minute,
    periods: 3,
    comparison: "above",
    threshold: 0,
    missingData: "notBreaching",
  }));
}

export interface FunctionToWatch {
  /** What it is called in alarms. */
  readonly label: string;
  readonly functionName: pulumi.Input<string>;
}

export function functionAlarms(lambda: FunctionToWatch): MetricAlarm[] {
  const faults = { Errors: "fails", Throttles: "is refused capacity: its concurrency is used up" };
  return Object.entries(faults).map(([metric, fault]) => ({
    key: `${lambda.label}-${metric.toLowerCase()}`,
    severity: "critical",
    description: `The function ${lambda.label} ${fault}.`,
    namespace: "AWS/Lambda",
    metric,
    dimensions: { FunctionName: lambda.functionName },
    statistic: "Sum",
    periodSeconds: 5 * minute,
    periods: 1,
    comparison: "above",
    threshold: 0,
    missingData: "notBreaching",
  }));
}

/** EKS reports its control plane for nothing. https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html */
export function clusterAlarms(clusterName: pulumi.Input<string>): MetricAlarm[] {
  const common = {
    severity: "warning",
    namespace: "AWS/EKS",
    dimensions: { ClusterName: clusterName },
    comparison: "above",
    missingData: "notBreaching",
    periodSeconds: 5 * minute,
  } as const;
  return [
    {
      ...common,
      key: "cluster-api-errors",
      description:
        "The Kubernetes API server answers with errors of its own: an admission webhook that is down, or overload.",
      metric: "apiserver_request_total_5XX",
      statistic: "Sum",
      periods: 3,
      threshold: 50,
    },
    {
      ...common,
      key: "cluster-store-size",
      description:
        "The Kubernetes API server's store is over 6 GiB of its 8 GiB; past that the cluster is read-only.",
      metric: "etcd_mvcc_db_total_size_in_bytes",
      statistic: "Maximum",
      periods: 1,
      threshold: 6 * gib,
    },
  ];
}
