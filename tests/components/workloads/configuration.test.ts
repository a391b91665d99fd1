import assert from "node:assert/strict";

import fc from "fast-check";

import { configuration } from "../../../components/workloads/configuration";
import { rdsCertificates } from "../../../components/workloads/rdsCertificates";
import { secretFiles } from "../../../components/workloads/secretFiles";
import { readEnvironment } from "../../../contract/environment";
import { services } from "../../../services";
import { catalogue } from "../../../services/catalogue";
import { valueOf } from "../mocks";

const places = { stage: "test", region: "us-east-1" };

/** A service with nothing but what is given, and all services beside it. */
function told(definition: object, given: object = {}): Record<string, string> {
  const all = catalogue([
    { name: "order", ...definition },
    { name: "stock-keeping", port: 9000 },
  ]);
  const [service] = all;
  assert.ok(service);
  return configuration(service, all, { ...places, ...given }) as Record<string, string>;
}

describe("what a container is told", () => {
  it("is what the contract's reader understands, for every service of the platform", () => {
    for (const service of services) {
      const environment = readEnvironment(
        configuration(service, services, {
          ...places,
          queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/order",
          topicArn: "arn:aws:sns:us-east-1:123456789012:order",
        }) as Record<string, string>,
      );
      assert.equal(environment.service, service.name);
      assert.equal(environment.port, service.port);
    }
  });

  it("is the address of each service that it calls, with the port on which that one listens", () => {
    assert.equal(
      told({ calls: ["stock-keeping"] })["STOCK_KEEPING_URL"],
      "http://stock-keeping.stock-keeping.svc.cluster.local:9000",
    );
    assert.ok(!("STOCK_KEEPING_URL" in told({})));
  });

  it("is its database only where it has one", () => {
    const database = {
      engine: "postgresql",
      host: "db.example.com",
      port: 5432,
      name: "shop",
      user: "order",
    } as const;
    assert.deepEqual(readEnvironment(told({}, { database })).database, {
      ...database,
      certificateFile: "/var/run/commerce/certificates/rds.pem",
    });
    assert.equal(readEnvironment(told({})).database, undefined);
  });

  it("is where its secrets are, and never a secret", () => {
    const environment = told({ secrets: ["api-key"] });
    assert.equal(environment["SECRETS_DIRECTORY"], "/var/run/commerce/secrets");
    assert.ok(!JSON.stringify(environment).includes("api-key"));
  });
});

describe("the files of a secret", () => {
  it("are one for each key, named so, with the key quoted for JMESPath", async () => {
    const { spec } = secretFiles({ name: "order", namespace: "order" }, "us-east-1", [
      { secretArn: "arn:secret", keys: ["api-key"], prefix: "shop-" },
    ]);
    assert.deepEqual(JSON.parse(await valueOf(spec.parameters.objects)), [
      {
        objectName: "arn:secret",
        objectType: "secretsmanager",
        objectAlias: "shop-all.json",
        jmesPath: [{ path: '"api-key"', objectAlias: "shop-api-key" }],
      },
    ]);
  });
});

describe("the authorities of RDS", () => {
  it("are the three of the region, and of no other", () => {
    fc.assert(
      fc.property(fc.constantFrom("us-east-1", "us-west-2", "eu-central-1", "sa-east-1"), (region) => {
        const certificates = rdsCertificates(region).match(/-----BEGIN CERTIFICATE-----/g);
        assert.equal(certificates?.length, 3);
      }),
    );
  });

  it("are refused for a region that does not exist", () => {
    assert.throws(() => rdsCertificates("eu-nowhere-1"), /region "eu-nowhere-1"/);
  });
});
