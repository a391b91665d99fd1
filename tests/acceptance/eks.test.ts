import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { UNKNOWN } from "../../preview/registration";
import { ProjectCopy } from "../stacks/project-copy";
import { preview, previewed, type Stack, type Value } from "../stacks/previewed";

const services = ["catalog", "order", "payment"];
const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** The rules of a service's own network policy, besides the one that refuses everything. */
function allowed(stack: Stack, service: string): Value {
  return stack.inputs(networkPolicy, `${service}-allow-declared`).spec;
}

/** Namespaces that may open connections to a service. */
function callers(stack: Stack, service: string): string[] {
  return allowed(stack, service)
    .ingress.flatMap((rule: Value) => rule.from.map(namespaceOf))
    .sort();
}

/** Namespaces that a service may open connections to. */
function called(stack: Stack, service: string): string[] {
  return allowed(stack, service)
    .egress.filter((rule: Value) => Array.isArray(rule.to)) // DynamoDB's addresses are unknown until deployed.
    .flatMap((rule: Value) => rule.to.map(namespaceOf))
    .filter((name: unknown) => name !== undefined && name !== "kube-system")
    .sort();
}

function namespaceOf(peer: Value): string | undefined {
  return peer.namespaceSelector?.matchLabels["kubernetes.io/metadata.name"];
}

for (const name of ["test", "prod"]) {
  describe(`${name} has the core design`, () => {
    let stack: Stack;
    before(async () => {
      stack = await previewed(name);
    });

    it("D4-01: EKS, and a VPC with two public and two private subnets; nodes private or public by a setting", async () => {
      assert.equal(stack.ofType("aws:eks/cluster:Cluster").length, 1);
      const subnets = stack.ofType("aws:ec2/subnet:Subnet").map(({ inputs }: Value) => inputs);
      const ofKind = (kind: string): Value[] => subnets.filter(({ tags }) => tags.SubnetType === kind);
      for (const kind of ["Public", "Private"]) {
        assert.equal(new Set(ofKind(kind).map((subnet) => subnet.availabilityZone)).size, 2);
      }
      assert(subnets.every((subnet) => subnet.mapPublicIpOnLaunch === false));

      const open = await preview(name, process.cwd(), (settings) => {
        settings["commerce:compute"].nodeSubnets = "public";
      });
      const publicSubnets = open
        .ofType("aws:ec2/subnet:Subnet")
        .filter(({ inputs }: Value) => inputs.mapPublicIpOnLaunch);
      assert.deepEqual(publicSubnets.map((subnet) => subnet.name).sort(), [
        "network-public-1",
        "network-public-2",
      ]);
    });

    it("D4-02: databases in private subnets, with no public access", () => {
      for (const service of ["payment", "catalog"]) {
        const instance = stack.one("aws:rds/instance:Instance", `data-${service}`);
        assert.equal(instance.inputs["publiclyAccessible"], false);
        assert.deepEqual(stack.origins(instance, "dbSubnetGroupName"), [`data-${service}`]);
        const ingress = stack.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
        const [rule] = ingress.filter((candidate) => candidate.name === `data-${service}`);
        assert(rule);
        assert.equal(rule.inputs["cidrIpv4"], undefined);
        assert.deepEqual(stack.origins(rule, "referencedSecurityGroupId"), [
          "eks-cluster",
          "eks-cluster-eksCluster",
        ]);
        assert.equal(rule.inputs["fromPort"], 5432);
      }
      const group: Value = stack.one("aws:rds/subnetGroup:SubnetGroup", "data-payment");
      assert(stack.origins(group, "subnetIds").includes("network-private-1"));
    });

    it("D4-03: payment has a secret, a repository, an HPA to 10, PostgreSQL, a topic, Mercado Pago, a ClusterIP", () => {
      hasCommonParts(stack, "payment");
      assert.match(
        stack.inputs("aws:secretsmanager/secret:Secret", "payment-secret").description,
        /mercado-pago/,
      );
      assert.equal(stack.inputs("aws:rds/instance:Instance", "data-payment").engine, "postgres");
      assert.equal(stack.inputs("kubernetes:core/v1:Service", "payment-service").spec.type, "ClusterIP");
      const internet = allowed(stack, "payment").egress.filter(
        (rule: Value) => rule.to[0].ipBlock?.cidr === "0.0.0.0/0",
      );
      assert.deepEqual(
        internet.map((rule: Value) => rule.ports[0].port),
        [443],
      );
      assert.deepEqual(callers(stack, "payment"), ["monitoring", "order"]);
    });

    it("D4-04: order has a secret, a repository, an HPA to 10, a DynamoDB table, a queue, a ClusterIP for metrics", () => {
      hasCommonParts(stack, "order");
      assert.equal(stack.inputs("aws:dynamodb/table:Table", "data-order").hashKey, "orderId");
      assert.deepEqual(callers(stack, "order"), ["monitoring"]);
    });

    it("D4-05: catalog has a secret, a repository, an HPA to 10, PostgreSQL, a queue, a ClusterIP", () => {
      hasCommonParts(stack, "catalog");
      assert.equal(stack.inputs("aws:rds/instance:Instance", "data-catalog").engine, "postgres");
      assert.deepEqual(callers(stack, "catalog"), ["monitoring", "order"]);
    });

    it("D4-06: the customer authenticator is a Lambda function with Cognito", () => {
      const lambda = stack.one("aws:lambda/function:Function", "customers-authenticator");
      assert.equal(lambda.inputs["runtime"], "nodejs24.x");
      assert.deepEqual(lambda.inputs["architectures"], ["arm64"]);
      assert(stack.origins(lambda, "environment").includes("customers"));
      assert.equal(stack.ofType("aws:cognito/userPool:UserPool").length, 1);
    });

    it("D4-07: one Prometheus pod, one Grafana pod, storage by a setting, node exporter on every node", () => {
      for (const part of ["prometheus", "grafana"]) {
        const { spec } = stack.inputs("kubernetes:apps/v1:Deployment", `monitoring-${part}-deployment`);
        assert.equal(spec.replicas, 1);
        const onDisk = spec.template.spec.volumes.some((volume: Value) => volume.persistentVolumeClaim);
        assert.equal(onDisk, name === "prod");
      }
      assert(stack.names("aws:eks/addon:Addon").includes("eks-addons-prometheus-node-exporter"));
      assert.equal(stack.ofType("kubernetes:core/v1:PersistentVolumeClaim").length, name === "prod" ? 2 : 0);
    });

    it("D4-08: cluster-autoscaler and metrics-server in kube-system", () => {
      const autoscaler = stack.inputs("kubernetes:apps/v1:Deployment", "autoscaler");
      assert.equal(autoscaler.metadata.namespace, "kube-system");
      assert(stack.names("aws:eks/addon:Addon").includes("eks-addons-metrics-server"));
    });

    it("D4-09: each service has its own input queue and its own output topic", () => {
      for (const service of services) {
        stack.one("aws:sqs/queue:Queue", `messages-${service}`);
        stack.one("aws:sns/topic:Topic", `messages-${service}`);
        const pods = stack.one("kubernetes:core/v1:ConfigMap", `${service}-configuration`);
        assert.equal((pods.inputs as Value).data.QUEUE_URL, UNKNOWN);
        const origins = stack.origins(pods, "data");
        assert.deepEqual(origins.filter((origin) => origin === `messages-${service}`).length, 2);
      }
    });

    it("D4-10: a subscription takes what is for its service, and what is for any, from the message's body", () => {
      const subscriptions = stack.ofType("aws:sns/topicSubscription:TopicSubscription");
      const queues = subscriptions.filter(({ inputs }) => inputs["protocol"] === "sqs");
      assert.equal(queues.length, 4);
      for (const { name: subscription, inputs } of queues as Value[]) {
        const subscriber = subscription.split("-")[1];
        assert.equal(inputs.filterPolicyScope, "MessageBody");
        assert.deepEqual(JSON.parse(inputs.filterPolicy), { target: [subscriber, "MSG_SERVICE_ANY"] });
        assert.equal(inputs.rawMessageDelivery, true);
        assert.equal(inputs.redrivePolicy, UNKNOWN);
      }
    });

    it("D4-11: a queue joins a topic with no change at the publisher", () => {
      const publisher = stack.resources.filter(
        ({ urn }) => /messages-catalog$/.test(urn) && urn.includes("Topic"),
      );
      const subscribers = ["order", "payment"].map((service) => `messages-${service}`);
      for (const { dependencies } of publisher) {
        assert(dependencies.every((urn) => !subscribers.includes(urn.split("::").at(-1) ?? "")));
      }
      const subscription = stack.one(
        "aws:sns/topicSubscription:TopicSubscription",
        "messages-order-from-catalog",
      );
      assert.match(subscription.parent ?? "", /ServiceQueue::messages-order$/);
    });

    it("D4-12: private calls only where declared; everything else is refused by network policy", () => {
      const calls = Object.fromEntries(services.map((service) => [service, called(stack, service)]));
      assert.deepEqual(calls, { catalog: [], order: ["catalog", "payment"], payment: [] });
      for (const service of services) {
        const { spec } = stack.inputs(networkPolicy, `${service}-refuse-all`);
        assert.deepEqual(spec, { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
      }
    });

    it("D1-01: the stage has its own account, domain, subnets and region; another account is refused", async () => {
      const provider = stack.inputs("pulumi:providers:aws", "stage");
      const { accountId, domain } = stage(name);
      assert.deepEqual(JSON.parse(provider.allowedAccountIds), [accountId]);
      assert.equal(stack.inputs("aws:route53/zone:Zone", "domain").name, domain);
      const foreign = await preview(name, process.cwd(), (settings) => {
        settings["commerce:stage"].name = "another";
      });
      assert.match(foreign.errors, /stage\.name: "another" is not this stack's/);
      assert.equal(foreign.run.registrations.filter(({ type }) => type !== "pulumi:pulumi:Stack").length, 0);
    });

    it("D1-06: EKS compute, IAM, DNS zones, S3, VPC", () => {
      for (const type of [
        "aws:eks/cluster:Cluster",
        "aws:iam/role:Role",
        "aws:route53/zone:Zone",
        "aws:s3/bucket:Bucket",
        "aws:ec2/vpc:Vpc",
      ]) {
        assert(stack.ofType(type).length > 0, type);
      }
    });

    it("D0-01: every service runs in a container", () => {
      for (const service of services) {
        const { template } = stack.inputs("kubernetes:apps/v1:Deployment", `${service}-deployment`).spec;
        assert.equal(template.spec.containers.length, 1);
      }
    });

    it("D0-11: pods and nodes scale with nobody acting", () => {
      for (const service of services) {
        const { spec } = stack.inputs(
          "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
          `${service}-autoscaler`,
        );
        assert(spec.maxReplicas > spec.minReplicas);
      }
      const { scalingConfig } = stack.inputs("aws:eks/nodeGroup:NodeGroup", "eks-nodes-general");
      assert(scalingConfig.maxSize > scalingConfig.minSize);
    });
  });
}

function hasCommonParts(stack: Stack, service: string): void {
  stack.one("aws:secretsmanager/secret:Secret", `${service}-secret`);
  assert.equal(
    stack.inputs("aws:ecr/repository:Repository", `registry-${service}`).imageTagMutability,
    "IMMUTABLE",
  );
  const autoscaler = stack.inputs(
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    `${service}-autoscaler`,
  );
  assert.equal(autoscaler.spec.maxReplicas, 10);
  stack.one("aws:sqs/queue:Queue", `messages-${service}`);
  const exposed = stack.inputs("kubernetes:core/v1:Service", `${service}-service`);
  assert.equal(exposed.metadata.annotations["prometheus.io/scrape"], "true");
}

function stage(name: string): { accountId: string; domain: string } {
  const text = readFileSync(`Pulumi.${name}.yaml`, "utf8");
  const value = (key: string): string => new RegExp(`${key}: "?([^"\\n]+)"?`).exec(text)?.[1] ?? "";
  return { accountId: value("accountId"), domain: value("domain") };
}

describe("the tool chain", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));

  it("D1-03: has pinned versions and a lock file that agrees with them", () => {
    const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
    for (const kind of ["dependencies", "devDependencies"]) {
      assert.deepEqual(lock.packages[""][kind], manifest[kind]);
      for (const [name, version] of Object.entries(manifest[kind])) {
        assert.match(String(version), /^\d+\.\d+\.\d+$/, `${name} is not pinned`);
      }
    }
  });

  it("D1-05: has one command a stage to preview and one to deploy", () => {
    assert.match(manifest.scripts.preview, /preview\/main\.ts/);
    assert.match(manifest.scripts.deploy, /deploy\/main\.ts/);
    assert.match(readFileSync("README.md", "utf8"), /npm run preview -- test[\s\S]*npm run deploy -- test/);
  });
});

describe("adding a service", () => {
  let project: ProjectCopy;
  let before4: Stack;
  let stack: Stack;
  before(async () => {
    project = new ProjectCopy();
    project.addService("gift-card", {
      data: { engine: "postgresql" },
      listensTo: ["payment"],
      calls: ["catalog"],
      secrets: ["voucher-key"],
    });
    before4 = await previewed("test");
    stack = await preview("test", project.directory, (settings) => {
      settings["commerce:data"]["gift-card"] = settings["commerce:data"].payment;
    });
  });
  after(() => project.remove());

  it("D0-13: is one definition in one place: all that a service has follows from it", () => {
    const known = new Set(before4.resources.map(({ urn }) => urn));
    const added = stack.resources.filter(({ urn, custom }) => custom && !known.has(urn));
    const of = (type: string): string[] =>
      added
        .filter((one) => one.type === type)
        .map((one) => one.name)
        .sort();

    assert.deepEqual(of("aws:ecr/repository:Repository"), ["registry-gift-card"]);
    assert.deepEqual(of("aws:secretsmanager/secret:Secret"), ["gift-card-secret"]);
    assert.deepEqual(of("aws:sns/topic:Topic"), ["messages-gift-card"]);
    assert(of("aws:sqs/queue:Queue").includes("messages-gift-card"));
    assert.deepEqual(of("aws:sns/topicSubscription:TopicSubscription"), ["messages-gift-card-from-payment"]);
    assert.deepEqual(of("aws:rds/instance:Instance"), ["data-gift-card"]);
    assert.deepEqual(of("aws:iam/role:Role"), ["gift-card-role"]);
    assert.deepEqual(of("kubernetes:apps/v1:Deployment"), ["gift-card-deployment"]);
    assert.deepEqual(of("kubernetes:autoscaling/v2:HorizontalPodAutoscaler"), ["gift-card-autoscaler"]);
    assert.deepEqual(of("kubernetes:batch/v1:Job"), ["services-databases-gift-card"]);
    assert.deepEqual(of(networkPolicy), ["gift-card-allow-declared", "gift-card-refuse-all"]);
    assert(of("kubernetes:core/v1:ConfigMap").includes("monitoring-grafana-dashboard-gift-card"));
    assert.deepEqual(of("aws:cloudwatch/metricAlarm:MetricAlarm"), [
      "critical-gift-card-database-storage",
      "critical-gift-card-dead-letters",
      "critical-gift-card-undelivered",
      "warning-gift-card-database-connections",
      "warning-gift-card-database-cpu",
      "warning-gift-card-queue-age",
    ]);
    assert.deepEqual(callers(stack, "catalog"), ["gift-card", "monitoring", "order"]);
  });
});
