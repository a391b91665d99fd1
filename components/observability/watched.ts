import type * as pulumi from "@pulumi/pulumi";
import type { Service } from "../../services/definition";
import type { DatabaseToWatch, QueueToWatch, TableToWatch } from "./metricAlarms";

type ByService<T> = Readonly<Record<string, T>>;

export interface Belongings {
  readonly queues: ByService<{
    readonly queueName: pulumi.Input<string>;
    readonly deadLettersName: pulumi.Input<string>;
    readonly undeliveredName: pulumi.Input<string>;
  }>;
  readonly databases: ByService<{ readonly identifier: pulumi.Input<string> }>;
  readonly tables: ByService<{ readonly tableName: pulumi.Input<string> }>;
  /** Storage of each database, GiB. */
  readonly storageGiB: ByService<number>;
}

/** What belongs to the services and needs alarms, as {@link Alarms} takes it. */
export function watched(services: readonly Service[], has: Belongings) {
  const queues: QueueToWatch[] = services.flatMap(({ name, queue }) => {
    const made = has.queues[name];
    return queue && made
      ? [
          {
            service: name,
            queueName: made.queueName,
            deadLetterQueueName: made.deadLettersName,
            undeliveredQueueName: made.undeliveredName,
            alarmAgeSeconds: queue.alarmAgeSeconds,
          },
        ]
      : [];
  });
  const databases: DatabaseToWatch[] = Object.entries(has.databases).map(([service, { identifier }]) => ({
    service,
    instanceIdentifier: identifier,
    storageGiB: has.storageGiB[service] ?? 0,
  }));
  const tables: TableToWatch[] = Object.entries(has.tables).map(([service, { tableName }]) => ({
    service,
    tableName,
  }));
  return { queues, databases, tables };
}
