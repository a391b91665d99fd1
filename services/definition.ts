/**
 * A service of the platform: everything it needs, in one place. From this follow its repository, role, secret, queue,
 * topic, subscriptions, database, workload, network policies, dashboard and alarms (`docs/adding-a-service.md`).
 */
export interface ServiceDefinition {
  /** DNS label, at most 30 characters; the namespace, the image repository and the message target are named so. */
  readonly name: string;
  /** Port on which the container serves HTTP. @default 8080 */
  readonly port?: number;
  /** Path that answers 200 as soon as the process can serve. @default "/health" */
  readonly healthPath?: string;
  /** Path of the Prometheus metrics, on the same port. @default "/metrics" */
  readonly metricsPath?: string;
  /** Bounds of the HorizontalPodAutoscaler. @default { min: 2, max: 10 } */
  readonly replicas?: { readonly min: number; readonly max: number };
  /** What one pod may use; requests equal limits for memory. @default { cpuMillicores: 250, memoryMiB: 512 } */
  readonly resources?: { readonly cpuMillicores: number; readonly memoryMiB: number };
  /** The service's own store; size and redundancy are settings of the stage. @default no store */
  readonly data?: RelationalData | TableData;
  /** Whether the service publishes to a topic of its own. @default true */
  readonly topic?: boolean;
  /** The service's input queue; `false` for a service that takes no messages. @default {} */
  readonly queue?: QueueDefinition | false;
  /** Services whose topics this service's queue joins; nothing changes at the publisher. @default [] */
  readonly listensTo?: readonly string[];
  /** Keys that operators put into the service's secret; mounted as files of these names. @default [] */
  readonly secrets?: readonly string[];
  /** Services that this one calls over HTTP inside the cluster; every other private call is refused. @default [] */
  readonly calls?: readonly string[];
  /** Hosts outside AWS that this service reaches over HTTPS. @default [] */
  readonly externalHosts?: readonly string[];
}

/** Engines of RDS that a service can be written for. */
export type RelationalEngine = "postgresql" | "mysql";

export interface RelationalData {
  readonly engine: RelationalEngine;
  /** Database name and user; letters, digits and underscores. @default the service's name, `-` as `_` */
  readonly databaseName?: string;
}

export interface TableData {
  readonly engine: "dynamodb";
  readonly partitionKey: TableKey;
  readonly sortKey?: TableKey;
  /** Global secondary indexes, all attributes projected. @default [] */
  readonly indexes?: readonly {
    readonly name: string;
    readonly partitionKey: TableKey;
    readonly sortKey?: TableKey;
  }[];
}

export interface TableKey {
  readonly name: string;
  /** DynamoDB's attribute types: string, number, binary. */
  readonly type: "S" | "N" | "B";
}

export interface QueueDefinition {
  /** Longest time one message may take to be worked on. @default 60 */
  readonly visibilityTimeoutSeconds?: number;
  /** Tries before a message goes to the dead-letter queue. @default 5 */
  readonly maxReceiveCount?: number;
  /** Alarm when the oldest message waits longer. @default 300 */
  readonly alarmAgeSeconds?: number;
}

/** A definition with every default filled in and checked against the whole catalogue. */
export interface Service {
  readonly name: string;
  readonly port: number;
  readonly healthPath: string;
  readonly metricsPath: string;
  readonly replicas: { readonly min: number; readonly max: number };
  readonly resources: { readonly cpuMillicores: number; readonly memoryMiB: number };
  readonly data: (Required<RelationalData> | TableData) | undefined;
  readonly topic: boolean;
  readonly queue: Required<QueueDefinition> | undefined;
  readonly listensTo: readonly string[];
  readonly secrets: readonly string[];
  readonly calls: readonly string[];
  /** The services that declare a call to this one. */
  readonly calledBy: readonly string[];
  readonly externalHosts: readonly string[];
}
