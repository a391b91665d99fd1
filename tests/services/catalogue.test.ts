import assert from "node:assert/strict";
import { services } from "../../services";
import { catalogue } from "../../services/catalogue";
import type { ServiceDefinition } from "../../services/definition";

function refusal(...definitions: ServiceDefinition[]): string {
  try {
    catalogue(definitions);
  } catch (error) {
    assert(error instanceof Error);
    return error.message;
  }
  return "(accepted)";
}

describe("the catalogue of services", () => {
  it("fills in the defaults of a definition that is only a name", () => {
    assert.deepEqual(catalogue([{ name: "order" }]), [
      {
        name: "order",
        port: 8080,
        healthPath: "/health",
        metricsPath: "/metrics",
        replicas: { min: 2, max: 10 },
        resources: { cpuMillicores: 250, memoryMiB: 512 },
        data: undefined,
        topic: true,
        queue: { visibilityTimeoutSeconds: 60, maxReceiveCount: 5, alarmAgeSeconds: 300 },
        listensTo: [],
        secrets: [],
        calls: [],
        calledBy: [],
        externalHosts: [],
      },
    ]);
  });

  for (const engine of ["postgresql", "mysql"] as const)
    it(`names a database of ${engine} after its service, as RDS allows`, () => {
      const [service] = catalogue([{ name: "gift-card", data: { engine } }]);
      assert.deepEqual(service?.data, { engine, databaseName: "gift_card" });
    });

  it("knows who calls whom", () => {
    const calledBy = Object.fromEntries(services.map((service) => [service.name, service.calledBy]));
    assert.deepEqual(calledBy, { order: [], payment: ["order"], catalog: ["order"] });
  });

  const wrong: readonly (readonly [name: string, definition: ServiceDefinition, says: RegExp])[] = [
    ["a name that is no DNS label", { name: "Order_Service" }, /Order_Service: the name must be a DNS label/],
    ["a name of the platform's own", { name: "monitoring" }, /keeps this name/],
    ["a privileged port", { name: "a", port: 80 }, /port 80 must be .* 1024 to 65535/],
    ["a path without its slash", { name: "a", healthPath: "health" }, /path "health" must start/],
    ["more replicas at least than at most", { name: "a", replicas: { min: 3, max: 2 } }, /replicas 3 to 2/],
    [
      "a visibility time-out SQS refuses",
      { name: "a", queue: { visibilityTimeoutSeconds: 50_000 } },
      /50000/,
    ],
    [
      "a service whose database would have a reserved name",
      { name: "order", data: { engine: "postgresql" } },
      /order: data.databaseName "order" is a word of PostgreSQL's own, which RDS refuses; say another, such as "orders"/,
    ],
    [
      "a database's name that RDS refuses",
      { name: "a", data: { engine: "mysql", databaseName: "gift-card" } },
      /a: data.databaseName "gift-card" must be a letter and up to 31 letters, digits and underscores/,
    ],
    ["no tries at all", { name: "a", queue: { maxReceiveCount: 0 } }, /maxReceiveCount 0/],
    ["a call to nobody", { name: "a", calls: ["b"] }, /a: calls names "b"; allowed are none/],
    ["a call to itself", { name: "a", calls: ["a"] }, /a: calls names "a"/],
    ["a topic of nobody", { name: "a", listensTo: ["b"] }, /listensTo names "b"/],
    ["topics without a queue", { name: "a", queue: false, listensTo: ["b"] }, /listensTo needs a queue/],
    ["a host with a path", { name: "a", externalHosts: ["example.com/x"] }, /external host "example.com\/x"/],
    ["a secret key that is no file name", { name: "a", secrets: ["../x"] }, /secret key "..\/x"/],
  ];
  for (const [name, definition, says] of wrong) {
    it(`refuses ${name}`, () => {
      assert.match(refusal(definition), says);
    });
  }

  it("refuses two services of one name, and a listener of a service without a topic", () => {
    const message = refusal(
      { name: "a" },
      { name: "a" },
      { name: "quiet", topic: false },
      { name: "b", listensTo: ["quiet"] },
    );
    assert.match(message, /a: is defined twice/);
    assert.match(message, /b: listensTo names "quiet"; allowed are a/);
  });
});
