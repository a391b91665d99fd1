import assert from "node:assert/strict";

import { awsDestinations } from "../../../components/pods/networkRules";
import { connections } from "../../../components/workloads/connections";
import { catalogue } from "../../../services/catalogue";
import type { Service, ServiceDefinition } from "../../../services/definition";

const quiet = { topic: false, queue: false } as const;

function serviceOf(name: string, definitions: readonly ServiceDefinition[]): [Service, readonly Service[]] {
  const all = catalogue(definitions);
  const found = all.find((service) => service.name === name);
  assert.ok(found);
  return [found, all];
}

describe("the connections of a service's pods", () => {
  it("are DNS and the Pod Identity agent for a service that declares nothing, and only monitoring gets in", () => {
    assert.deepEqual(connections(...serviceOf("alone", [{ name: "alone", ...quiet }]), []), {
      ingress: [{ namespace: "monitoring", port: 8080 }],
      egress: [{ to: "dns" }, { to: "podIdentityAgent" }],
    });
  });

  it("lead to the port of a called service, and back only from those that declare the call", () => {
    const definitions = [
      { name: "order", ...quiet, calls: ["catalog"] },
      { name: "catalog", ...quiet, port: 9000 },
      { name: "payment", ...quiet },
    ];
    const { egress } = connections(...serviceOf("order", definitions), []);
    assert.deepEqual(egress.at(-1), { to: "pods", namespace: "catalog", port: 9000 });
    assert.deepEqual(connections(...serviceOf("catalog", definitions), []).ingress, [
      { namespace: "monitoring", port: 9000 },
      { namespace: "order", port: 9000 },
    ]);
    assert.equal(connections(...serviceOf("payment", definitions), []).ingress.length, 1);
  });

  it("lead to the databases of the kind that the service has, and to no other", () => {
    const to = (data: NonNullable<ServiceDefinition["data"]>, port?: number): object[] =>
      connections(...serviceOf("order", [{ name: "order", ...quiet, data }]), [], port).egress.slice(2);
    assert.deepEqual(to({ engine: "postgresql", databaseName: "orders" }, 5432), [
      { to: "database", port: 5432 },
    ]);
    assert.deepEqual(to({ engine: "mysql" }, 3306), [{ to: "database", port: 3306 }]);
    const table = { engine: "dynamodb", partitionKey: { name: "id", type: "S" } } as const;
    assert.deepEqual(to(table), [{ to: "dynamodb" }]);
  });

  it("leave the VPC only for hosts that are declared, or for AWS services without an interface endpoint", () => {
    const to = (definition: ServiceDefinition, endpoints: readonly string[]): string[] =>
      connections(...serviceOf(definition.name, [definition]), endpoints)
        .egress.map(({ to }) => to)
        .slice(2);
    assert.deepEqual(to({ name: "order" }, ["sqs", "sns"]), ["endpoints"]);
    assert.deepEqual(to({ name: "order" }, ["sqs"]), ["endpoints", "internet"]);
    assert.deepEqual(to({ name: "order" }, []), ["internet"]);
    assert.deepEqual(to({ name: "order", externalHosts: ["api.example.com"] }, ["sqs", "sns"]), [
      "endpoints",
      "internet",
    ]);
    assert.deepEqual(to({ name: "order", externalHosts: ["api.example.com"] }, []), ["internet"]);
  });

  it("cannot be decided for a call to a service that does not exist, and say which ones do", () => {
    const [service] = serviceOf("order", [{ name: "order", calls: ["catalog"] }, { name: "catalog" }]);
    assert.throws(
      () => connections(service, [service], []),
      /"catalog", which is no service of the catalogue \(order\)/,
    );
  });
});

describe("the way to AWS services", () => {
  it("is none where none is needed", () => {
    assert.deepEqual(awsDestinations([], ["sqs"]), []);
  });
});
