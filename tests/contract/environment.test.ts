import assert from "node:assert/strict";

import { readEnvironment, urlVariable } from "../../contract/environment";

const least = {
  SERVICE_NAME: "order",
  STAGE: "test",
  AWS_REGION: "us-east-1",
  PORT: "8080",
  HEALTH_PATH: "/health",
  METRICS_PATH: "/metrics",
};
const database = {
  DATABASE_ENGINE: "mysql",
  DATABASE_HOST: "db.example.com",
  DATABASE_PORT: "3306",
  DATABASE_NAME: "shop",
  DATABASE_USER: "order",
  DATABASE_CA_FILE: "/ca.pem",
};

describe("the environment of a service's container", () => {
  it("needs no more than who and where the service is", () => {
    assert.deepEqual(readEnvironment(least), {
      service: "order",
      stage: "test",
      region: "us-east-1",
      port: 8080,
      healthPath: "/health",
      metricsPath: "/metrics",
      queueUrl: undefined,
      topicArn: undefined,
      tableName: undefined,
      secretsDirectory: undefined,
      database: undefined,
    });
  });

  it("may hold what the platform knows nothing of", () => {
    assert.equal(readEnvironment({ ...least, HOSTNAME: "pod-1" }).service, "order");
  });

  it("is refused with every fault at once, by name and without a value", () => {
    const wrong = { ...least, STAGE: undefined, PORT: "http", QUEUE_URL: "s3cr3t" };
    assert.throws(
      () => readEnvironment(wrong),
      ({ message }: Error) =>
        /STAGE/.test(message) && /PORT/.test(message) && /QUEUE_URL/.test(message) && !/s3cr3t/.test(message),
    );
  });

  for (const missing of Object.keys(database))
    it(`is refused where a database has no ${missing}`, () => {
      assert.throws(
        () => readEnvironment({ ...least, ...database, [missing]: undefined }),
        /the six DATABASE_ variables/,
      );
    });

  it("names the address of a called service after it", () => {
    assert.equal(urlVariable("stock-keeping"), "STOCK_KEEPING_URL");
  });
});
