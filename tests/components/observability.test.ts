import assert from "node:assert/strict";

import { Alarms, topicPolicy } from "../../components/observability/Alarms";
import { ContainerLogs, logRoutes } from "../../components/observability/ContainerLogs";
import { fluentBitConfiguration } from "../../components/observability/fluentBit";
import { Monitoring, type MonitoringArgs } from "../../components/observability/Monitoring";
import { services } from "../../services";
import { problemsOf } from "../kubernetes/validate";
import { one, register, type Registered } from "./mocks";

const accountId = "123456789012";
const place = {
  stage: "test",
  region: "us-east-1",
  accountId,
  cluster: { name: "commerce-test", arn: `arn:aws:eks:us-east-1:${accountId}:cluster/commerce-test` },
  network: {
    vpcCidrBlock: "10.0.0.0/16",
    endpointCidrBlocks: ["10.0.1.0/24"],
    databaseCidrBlocks: ["10.0.1.0/24"],
    dynamodbCidrBlocks: ["52.94.0.0/22"],
    clusterCidrBlocks: ["10.0.1.0/24"],
    serviceCidrBlock: "172.20.0.0/16",
    interfaceEndpoints: ["logs", "monitoring"],
  },
};
const keyArn = "arn:aws:kms:us-east-1:123456789012:key/messaging";

function read(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((at, key) => (at as Record<string | number, unknown>)[key], value);
}

function deployed(type: string, name: string): Record<string, unknown> {
  return type === "aws:sns/topic:Topic"
    ? { arn: `arn:aws:sns:us-east-1:${accountId}:${name}` }
    : { arn: `arn:${name}` };
}

function judge(registered: readonly Registered[]): void {
  const objects = registered.filter(({ type }) => type.startsWith("kubernetes:"));
  assert.ok(objects.length > 0);
  for (const { type, name, inputs } of objects) {
    assert.deepEqual(problemsOf(inputs), [], `${type} ${name}`);
    assert.ok(read(inputs, "metadata", "name"), name);
  }
}

describe("monitoring", () => {
  const monitoring = (change: Partial<MonitoringArgs> = {}) =>
    register(
      () =>
        new Monitoring("monitoring", {
          ...place,
          services,
          queueNames: { order: { queue: "order-1", deadLetterQueue: "order-dead-1" } },
          alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
          alarmKeyArn: keyArn,
          storage: "emptyDir",
          storageGiB: 20,
          retentionDays: 15,
          protect: false,
          ...change,
        }),
      { deployed },
    );
  const configuration = async (file: string): Promise<unknown> => {
    const configMap = one(
      await monitoring(),
      "kubernetes:core/v1:ConfigMap",
      "monitoring-prometheus-configuration",
    );
    return JSON.parse(String(read(configMap.inputs, "data", file))) as unknown;
  };

  it("is correct Kubernetes, on volumes that live with the pod or on EBS", async () => {
    judge(await monitoring());
    judge(await monitoring({ storage: "ebs" }));
  });

  it("has one Prometheus pod and one Grafana pod, which replace themselves without a second one beside them", async () => {
    const registered = await monitoring();
    for (const app of ["prometheus", "grafana"]) {
      const { inputs } = one(registered, "kubernetes:apps/v1:Deployment", `monitoring-${app}-deployment`);
      assert.equal(read(inputs, "spec", "replicas"), 1);
      assert.equal(read(inputs, "spec", "strategy", "type"), "Recreate");
    }
  });

  it("keeps its data with the pod, or on encrypted EBS volumes that a protected stage keeps", async () => {
    const volume = (registered: readonly Registered[]) =>
      read(
        one(registered, "kubernetes:apps/v1:Deployment", "monitoring-prometheus-deployment").inputs,
        ...["spec", "template", "spec", "volumes", 0],
      ) as object;
    assert.deepEqual(volume(await monitoring()), { name: "data", emptyDir: { sizeLimit: "20Gi" } });
    const kept = await monitoring({ storage: "ebs", protect: true, volumeKeyArn: keyArn });
    assert.deepEqual(volume(kept), { name: "data", persistentVolumeClaim: { claimName: "prometheus" } });
    const { inputs } = one(kept, "kubernetes:storage.k8s.io/v1:StorageClass", "monitoring-class");
    assert.deepEqual(inputs["parameters"], { type: "gp3", encrypted: "true", kmsKeyId: keyArn });
    const claim = one(kept, "kubernetes:core/v1:PersistentVolumeClaim", "monitoring-prometheus");
    assert.equal(read(claim.inputs, "spec", "resources", "requests", "storage"), "20Gi");
    assert.ok(claim.protect && claim.retainOnDelete);
  });

  it("scrapes the services by their annotations, the exporters of all nodes, and itself", async () => {
    const jobs = read(await configuration("prometheus.json"), "scrape_configs") as { job_name: string }[];
    assert.deepEqual(
      jobs.map(({ job_name }) => job_name),
      ["services", "node-exporter", "kube-state-metrics", "prometheus", "alertmanager", "grafana"],
    );
    assert.deepEqual(
      read(jobs, 0, "kubernetes_sd_configs", 0, "namespaces", "names"),
      services.map(({ name }) => name),
    );
  });

  it("sends alerts to the alarms' topic, signed with the pod's role", async () => {
    const receiver = read(
      await configuration("alertmanager.json"),
      "receivers",
      0,
      "sns_configs",
      0,
    ) as object;
    assert.equal(read(receiver, "topic_arn"), "arn:aws:sns:us-east-1:123456789012:alarms");
    assert.deepEqual(read(receiver, "sigv4"), { region: "us-east-1" });
    const policy = one(await monitoring(), "aws:iam/rolePolicy:RolePolicy", "monitoring-prometheus-policy");
    assert.deepEqual(read(JSON.parse(String(policy.inputs["policy"])), "Statement", 0, "Action"), [
      "sns:Publish",
    ]);
  });

  it("may list what there is to be scraped, and nothing else, in the Kubernetes API", async () => {
    const role = one(
      await monitoring(),
      "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
      "monitoring-prometheus-discovery",
    );
    const rules = read(role.inputs, "rules") as { resources: string[]; verbs: string[] }[];
    assert.deepEqual(
      rules.flatMap(({ resources }) => resources),
      ["services", "pods", "endpointslices"],
    );
    for (const { verbs } of rules) assert.deepEqual(verbs, ["get", "list", "watch"]);
  });

  it("shows a dashboard for each service, and an added service adds one", async () => {
    const dashboards = (registered: readonly Registered[]) =>
      registered.filter(({ type, name }) => type.endsWith(":ConfigMap") && name.includes("-dashboard-"));
    assert.equal(dashboards(await monitoring()).length, services.length);
    const [first] = services;
    assert.ok(first);
    const more = await monitoring({ services: [...services, { ...first, name: "fourth" }] });
    assert.ok(dashboards(more).some(({ name }) => name === "monitoring-grafana-dashboard-fourth"));
  });

  it("reaches the services on their ports, and lets nobody in but itself", async () => {
    const policies = (await monitoring()).filter(({ name }) => name.endsWith("-allow-declared"));
    for (const { inputs } of policies)
      assert.deepEqual(read(inputs, "spec", "ingress", 0, "from"), [
        { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } },
      ]);
    const prometheus = policies.find(({ name }) => name === "monitoring-prometheus-allow-declared");
    const reached = JSON.stringify(prometheus?.inputs);
    for (const { name } of services)
      assert.ok(reached.includes(`"kubernetes.io/metadata.name":"${name}"`), name);
  });
});

describe("alarms", () => {
  const alarms = () =>
    register(
      () =>
        new Alarms("alarms", {
          emails: ["ops@example.com", "shop@example.com"],
          accountId,
          keyArn,
          queues: [
            {
              service: "order",
              queueName: "order-1",
              deadLetterQueueName: "order-dead",
              undeliveredQueueName: "order-undelivered",
              alarmAgeSeconds: 300,
            },
          ],
          clusterName: "commerce-test",
        }),
      { deployed },
    );

  it("go to every address through one encrypted topic", async () => {
    const registered = await alarms();
    assert.equal(one(registered, "aws:sns/topic:Topic", "alarms-topic").inputs["kmsMasterKeyId"], keyArn);
    const endpoints = registered
      .filter(({ type }) => type === "aws:sns/topicSubscription:TopicSubscription")
      .map(({ inputs }) => inputs["endpoint"]);
    assert.deepEqual(endpoints, ["ops@example.com", "shop@example.com"]);
  });

  it("ring and end with a message, and say in name and tag how bad they are", async () => {
    const registered = (await alarms()).filter(
      ({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm",
    );
    assert.equal(registered.length, 5);
    for (const { name, inputs } of registered) {
      assert.deepEqual(inputs["alarmActions"], [`arn:aws:sns:us-east-1:${accountId}:alarms-topic`]);
      assert.deepEqual(inputs["okActions"], inputs["alarmActions"]);
      assert.ok(name.startsWith(`${read(inputs, "tags", "severity") as string}-`), name);
    }
  });

  it("may be published by this account's alarms, and by nobody without TLS", () => {
    const [publish, refuse] = topicPolicy("arn:topic", accountId).Statement;
    assert.deepEqual(publish?.Condition, { StringEquals: { "aws:SourceAccount": accountId } });
    assert.equal(refuse?.Effect, "Deny");
  });
});

describe("the logs of containers", () => {
  const logs = () =>
    register(
      () =>
        new ContainerLogs("logs", { ...place, services: ["order", "payment"], retentionDays: 30, keyArn }),
      { deployed },
    );

  it("are kept in an encrypted log group for each service, and one for the platform, for as long as is set", async () => {
    const groups = (await logs()).filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(
      groups.map(({ inputs }) => [inputs["name"], inputs["retentionInDays"], inputs["kmsKeyId"]]),
      ["order", "payment", "platform"].map((label) => [`/commerce/test/${label}`, 30, keyArn]),
    );
  });

  it("are correct Kubernetes, and collected by pods that may write to these groups alone", async () => {
    const registered = await logs();
    judge(registered);
    const policy = one(registered, "aws:iam/rolePolicy:RolePolicy", "logs-policy");
    assert.deepEqual(read(JSON.parse(String(policy.inputs["policy"])), "Statement", 0, "Resource"), [
      "arn:logs-order:*",
      "arn:logs-payment:*",
      "arn:logs-platform:*",
    ]);
  });

  it("are read from the files of a service's own namespace into its own group", () => {
    const configuration = fluentBitConfiguration("us-east-1", logRoutes("test", ["order"]));
    assert.match(configuration, /Path +\/var\/log\/containers\/\*_order_\*\.log$/m);
    assert.match(
      configuration,
      /Match +order\.\*\n +region +us-east-1\n +log_group_name +\/commerce\/test\/order$/m,
    );
  });
});
