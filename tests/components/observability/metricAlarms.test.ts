import assert from "node:assert/strict";

import {
  clusterAlarms,
  databaseAlarms,
  functionAlarms,
  type MetricAlarm,
  queueAlarms,
  tableAlarms,
} from "../../../components/observability/metricAlarms";

const queue = {
  service: "order",
  queueName: "order-1",
  deadLetterQueueName: "order-dead",
  undeliveredQueueName: "order-undelivered",
  alarmAgeSeconds: 120,
};
const database = { service: "payment", instanceIdentifier: "db", storageGiB: 20 };
const all: readonly MetricAlarm[] = [
  ...queueAlarms(queue),
  ...databaseAlarms(database),
  ...tableAlarms({ service: "order", tableName: "orders" }),
  ...functionAlarms({ label: "authenticator", functionName: "fn" }),
  ...clusterAlarms("commerce-test"),
];

function alarm(key: string): MetricAlarm {
  const found = all.find((candidate) => candidate.key === key);
  assert.ok(found, `no ${key} among ${all.map((candidate) => candidate.key).join()}`);
  return found;
}

describe("the alarms on AWS's metrics", () => {
  it("each have a key of their own and a description in sentences", () => {
    assert.equal(new Set(all.map(({ key }) => key)).size, all.length);
    for (const { key, description } of all) assert.match(description, /[.?]$/, key);
  });

  it("ring at the first dead letter and the first undelivered message, critically", () => {
    for (const [key, name] of [
      ["order-dead-letters", "order-dead"],
      ["order-undelivered", "order-undelivered"],
    ] as const) {
      const { threshold, comparison, periods, severity, dimensions } = alarm(key);
      assert.deepEqual(
        { threshold, comparison, periods, severity, dimensions },
        {
          threshold: 0,
          comparison: "above",
          periods: 1,
          severity: "critical",
          dimensions: { QueueName: name },
        },
      );
    }
  });

  it("let messages grow as old as the service's definition says", () => {
    assert.equal(alarm("order-queue-age").threshold, 120);
  });

  it("watch the free storage in bytes: a tenth of what the database was made with", () => {
    const { threshold, comparison, statistic } = alarm("payment-database-storage");
    assert.deepEqual(
      { threshold, comparison, statistic },
      { threshold: 2 * 1024 ** 3, comparison: "below", statistic: "Minimum" },
    );
  });

  it("watch the connections against the most that the instance takes", () => {
    assert.equal(alarm("payment-database-connections").threshold, 80);
    const larger = databaseAlarms({ ...database, maxConnections: 400 }).find(({ key }) =>
      key.endsWith("connections"),
    );
    assert.equal(larger?.threshold, 320);
  });

  it("take silence for idleness, except of databases, which report as long as they live", () => {
    for (const { key, missingData } of all)
      assert.equal(missingData, key.includes("-database-") ? "breaching" : "notBreaching", key);
  });
});
