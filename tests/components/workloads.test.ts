import assert from "node:assert/strict";

import { DatabaseSetup } from "../../components/workloads/DatabaseSetup";
import { ServiceWorkload, type ServiceWorkloadArgs } from "../../components/workloads/ServiceWorkload";
import { services } from "../../services";
import { catalogue } from "../../services/catalogue";
import type { ServiceDefinition } from "../../services/definition";
import { problemsOf } from "../kubernetes/validate";
import { one, register, type Registered } from "./mocks";

const accountId = "123456789012";
const digest = `sha256:${"a".repeat(64)}`;
const network = {
  vpcCidrBlock: "10.0.0.0/16",
  endpointCidrBlocks: ["10.0.1.0/24", "10.0.2.0/24"],
  databaseCidrBlocks: ["10.0.1.0/24", "10.0.2.0/24"],
  dynamodbCidrBlocks: ["52.94.0.0/22"],
  clusterCidrBlocks: ["10.0.1.0/24", "10.0.2.0/24"],
  serviceCidrBlock: "172.20.0.0/16",
  interfaceEndpoints: ["sqs", "sns"],
};
const place = {
  stage: "test",
  region: "us-east-1",
  accountId,
  network,
  cluster: { name: "commerce-test", arn: `arn:aws:eks:us-east-1:${accountId}:cluster/commerce-test` },
};
/** Everything that a service could ask for. */
const everything = {
  keyArns: { data: "arn:aws:kms:::key/data", messaging: "arn:aws:kms:::key/messaging" },
  repositoryUrl: `${accountId}.dkr.ecr.us-east-1.amazonaws.com/commerce/order`,
  queue: { url: "https://sqs/order", arn: "arn:aws:sqs:::order" },
  topicArn: "arn:aws:sns:::order",
  table: { name: "order", arn: "arn:aws:dynamodb:::table/order" },
  database: { host: "db.example.com", port: 5432, resourceId: "db-1" },
  secretArn: "arn:aws:secretsmanager:::secret:order",
};

function workload(definition: ServiceDefinition, change: Partial<ServiceWorkloadArgs> = {}) {
  const all = catalogue([definition, { name: "catalog" }]);
  const [service] = all;
  assert.ok(service);
  const args = { ...place, ...everything, service, catalogue: all, imageDigest: digest, ...change };
  return register(() => new ServiceWorkload(service.name, args), { deployed: () => ({}) });
}

function kubernetes(registered: readonly Registered[]): readonly Registered[] {
  return registered.filter(({ type }) => type.startsWith("kubernetes:"));
}

function read(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((at, key) => (at as Record<string | number, unknown>)[key], value);
}

function container(registered: readonly Registered[], name: string) {
  const deployment = one(registered, "kubernetes:apps/v1:Deployment", `${name}-deployment`);
  return read(deployment.inputs, "spec", "template", "spec", "containers", 0) as Record<string, unknown>;
}

const order: ServiceDefinition = {
  name: "order",
  data: { engine: "postgresql", databaseName: "orders" },
  secrets: ["api-key"],
  calls: ["catalog"],
};

describe("the workload of a service", () => {
  it("is correct Kubernetes, each object with a name and a namespace of its own, for every service of the platform", async () => {
    for (const service of services) {
      const args = { ...place, ...everything, service, catalogue: services, imageDigest: digest };
      const objects = kubernetes(
        await register(() => new ServiceWorkload(service.name, args), { deployed: () => ({}) }),
      );
      assert.ok(objects.length >= 9, String(objects.length));
      for (const { type, name, inputs } of objects) {
        assert.deepEqual(problemsOf(inputs), [], `${type} ${name}`);
        assert.ok(read(inputs, "metadata", "name"));
        if (!type.endsWith(":Namespace")) assert.equal(read(inputs, "metadata", "namespace"), service.name);
      }
    }
  });

  it("runs the image by its digest and leaves the number of pods to the autoscaler", async () => {
    const registered = await workload(order);
    const deployment = one(registered, "kubernetes:apps/v1:Deployment", "order-deployment");
    assert.equal(container(registered, "order")["image"], `${everything.repositoryUrl}@${digest}`);
    assert.ok(!("replicas" in (read(deployment.inputs, "spec") as object)));
    const autoscaler = one(
      registered,
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
      "order-autoscaler",
    );
    assert.deepEqual(
      [read(autoscaler.inputs, "spec", "minReplicas"), read(autoscaler.inputs, "spec", "maxReplicas")],
      [2, 10],
    );
  });

  it("waits with no pods for its first image, and keeps `up` from waiting for any", async () => {
    const registered = await workload(order, { imageDigest: undefined });
    const deployment = one(registered, "kubernetes:apps/v1:Deployment", "order-deployment");
    assert.equal(read(deployment.inputs, "spec", "replicas"), 0);
    assert.match(String(container(registered, "order")["image"]), /@sha256:[0-9a-f]{64}$/);
    const service = one(registered, "kubernetes:core/v1:Service", "order-service");
    assert.equal(read(service.inputs, "metadata", "annotations", "pulumi.com/skipAwait"), "true");
  });

  it("restarts its pods when what they are told changes", async () => {
    const checksumOf = async (stage: string): Promise<unknown> =>
      read(
        one(await workload(order, { stage }), "kubernetes:apps/v1:Deployment", "order-deployment").inputs,
        ...["spec", "template", "metadata", "annotations", "checksum/configuration"],
      );
    assert.equal(await checksumOf("test"), await checksumOf("test"));
    assert.notEqual(await checksumOf("test"), await checksumOf("prod"));
  });

  it("mounts secrets and RDS's authorities as files only where the service has such", async () => {
    const mounts = (registered: readonly Registered[]) =>
      (read(container(registered, "order"), "volumeMounts") as { mountPath: string }[]).map(
        ({ mountPath }) => mountPath,
      );
    assert.deepEqual(mounts(await workload(order)), [
      "/tmp",
      "/var/run/commerce/secrets",
      "/var/run/commerce/certificates",
    ]);
    const bare = await workload({ name: "order" });
    assert.deepEqual(mounts(bare), ["/tmp"]);
    assert.ok(!bare.some(({ type }) => type.includes("SecretProviderClass")));
  });

  it("gives its role to its own service account on its own cluster alone", async () => {
    const registered = await workload(order);
    const role = one(registered, "aws:iam/role:Role", "order-role");
    const trust = JSON.parse(String(role.inputs["assumeRolePolicy"])) as unknown;
    assert.deepEqual(read(trust, "Statement", 0, "Condition"), {
      StringEquals: {
        "aws:SourceAccount": accountId,
        "aws:RequestTag/kubernetes-namespace": "order",
        "aws:RequestTag/kubernetes-service-account": "order",
      },
      ArnEquals: { "aws:SourceArn": place.cluster.arn },
    });
    const association = one(
      registered,
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      "order-association",
    );
    assert.deepEqual(
      [association.inputs["namespace"], association.inputs["serviceAccount"]],
      ["order", "order"],
    );
  });

  it("has no policy where the service has nothing", async () => {
    const registered = await workload({ name: "order", topic: false, queue: false });
    assert.ok(!registered.some(({ type }) => type === "aws:iam/rolePolicy:RolePolicy"));
  });

  it("refuses all traffic and allows what is declared, with private addresses kept out of the internet", async () => {
    const registered = await workload({ ...order, externalHosts: ["api.example.com"] });
    const policy = (name: string) =>
      one(registered, "kubernetes:networking.k8s.io/v1:NetworkPolicy", name).inputs["spec"];
    assert.deepEqual(policy("order-refuse-all"), { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    const egress = read(policy("order-allow-declared"), "egress") as {
      to: { ipBlock?: { cidr: string; except?: string[] } }[];
      ports: { port: number }[];
    }[];
    const reached = egress.flatMap(({ to, ports }) =>
      to.map(({ ipBlock }) => `${ipBlock?.cidr ?? "pods"}:${ports.map(({ port }) => port).join()}`),
    );
    assert.deepEqual(reached, [
      "pods:53,53",
      "169.254.170.23/32:80",
      "pods:8080",
      "10.0.1.0/24:5432",
      "10.0.2.0/24:5432",
      "10.0.1.0/24:443",
      "10.0.2.0/24:443",
      "0.0.0.0/0:443",
    ]);
    const except = egress.at(-1)?.to[0]?.ipBlock?.except ?? [];
    assert.ok(
      ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"].every((range) =>
        except.includes(range),
      ),
    );
  });

  for (const [asked, missing] of [
    [{ queue: {} }, "queue"],
    [{ topic: true }, "topicArn"],
    [{ data: { engine: "dynamodb", partitionKey: { name: "id", type: "S" } } }, "table"],
    [{ data: { engine: "postgresql", databaseName: "orders" } }, "database"],
    [{ data: { engine: "mysql" } }, "database"],
    [{ secrets: ["api-key"] }, "secretArn"],
  ] as const)
    it(`is refused without the ${missing} that the definition asks for`, async () => {
      await assert.rejects(
        workload({ name: "order", ...asked }, { [missing]: undefined }),
        new RegExp(`"order" asks for ${missing}, and the workload got none`),
      );
    });
});

describe("the users of the databases", () => {
  const databases = (["payment", "catalog"] as const).map((service) => ({
    service,
    engine: "postgresql" as const,
    port: 5432,
    host: `${service}.example.com`,
    databaseName: service,
    userName: service,
    masterSecretArn: `arn:aws:secretsmanager:::secret:${service}`,
  }));
  const args = { ...place, databases, dataKeyArn: everything.keyArns.data };
  const setUp = (change: object = {}) =>
    register(() => new DatabaseSetup("databases", { ...args, ...change }), { deployed: () => ({}) });

  it("are made by a Job for each database, over verified TLS, with no way to anything but the databases", async () => {
    const registered = await setUp();
    for (const { type, name, inputs } of kubernetes(registered))
      assert.deepEqual(problemsOf(inputs), [], `${type} ${name}`);
    const job = one(registered, "kubernetes:batch/v1:Job", "databases-payment");
    const psql = read(job.inputs, "spec", "template", "spec", "containers", 0) as Record<string, unknown>;
    const environment = Object.fromEntries(
      (read(psql, "env") as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
    );
    assert.equal(environment["PGHOST"], "payment.example.com");
    assert.equal(environment["PGSSLMODE"], "verify-full");
    assert.match(String(environment["SQL"]), /GRANT "rds_iam" TO "payment"/);
    const policy = one(
      registered,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "databases-allow-declared",
    );
    assert.equal((read(policy.inputs, "spec", "egress") as unknown[]).length, 2);
    assert.equal(read(policy.inputs, "spec", "ingress"), undefined);
  });

  it("are made by MySQL's own client in a database of MySQL, and its port is opened, too", async () => {
    const [first, second] = databases;
    const registered = await setUp({ databases: [first, { ...second, engine: "mysql", port: 3306 }] });
    for (const { type, name, inputs } of kubernetes(registered))
      assert.deepEqual(problemsOf(inputs), [], `${type} ${name}`);
    const job = one(registered, "kubernetes:batch/v1:Job", "databases-catalog");
    const pod = read(job.inputs, "spec", "template", "spec");
    assert.equal(read(pod, "securityContext", "runAsUser"), 999);
    const mysql = read(pod, "containers", 0);
    assert.match(String(read(mysql, "image")), /^public\.ecr\.aws\/docker\/library\/mysql:8\.4\.\d+@sha256:/);
    const script = String(read(mysql, "args", 0));
    assert.match(script, /--ssl-mode=VERIFY_IDENTITY --ssl-ca=\/var\/run\/commerce\/certificates\/rds\.pem/);
    const environment = Object.fromEntries(
      (read(mysql, "env") as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
    );
    assert.equal(environment["MYSQL_HOST"], "catalog.example.com");
    assert.equal(environment["MYSQL_TCP_PORT"], "3306");
    assert.match(String(environment["SQL"]), /IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL/);
    const rules = one(
      registered,
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "databases-allow-declared",
    );
    assert.deepEqual(
      (read(rules.inputs, "spec", "egress") as unknown[]).map((rule) => read(rule, "ports", 0, "port")),
      [53, 5432, 3306],
    );
  });

  it("may read the administrators' secrets and nothing else", async () => {
    const policy = one(await setUp(), "aws:iam/rolePolicy:RolePolicy", "databases-policy");
    const document = JSON.parse(String(policy.inputs["policy"])) as unknown;
    assert.deepEqual(
      read(document, "Statement", 0, "Resource"),
      databases.map(({ masterSecretArn }) => masterSecretArn),
    );
  });

  it("are made again when what is to be done changes, under another name", async () => {
    const nameOf = async (userName: string): Promise<string> => {
      const [first] = databases;
      const registered = await setUp({ databases: [{ ...first, userName }] });
      return String(
        read(one(registered, "kubernetes:batch/v1:Job", "databases-payment").inputs, "metadata", "name"),
      );
    };
    assert.equal(await nameOf("payment"), await nameOf("payment"));
    assert.notEqual(await nameOf("payment"), await nameOf("payments"));
    assert.match(await nameOf("payment"), /^payment-[0-9a-f]{10}$/);
  });

  it("are not set up where there is no database", async () => {
    await assert.rejects(setUp({ databases: [] }), /was given no database/);
  });
});
