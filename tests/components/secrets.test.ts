import assert from "node:assert/strict";

import { ServiceSecret } from "../../components/secrets/ServiceSecret";
import { one, register, type Registered } from "./mocks";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/data";

function secret(protect: boolean, keys = ["token", "webhook-secret"]): Promise<readonly Registered[]> {
  return register(() => new ServiceSecret("secret-payment", { service: "payment", keys, keyArn, protect }));
}

describe("a service's secret", () => {
  it("is encrypted, says which keys it needs, and has no value", async () => {
    const registered = await secret(false);
    const { inputs } = one(registered, "aws:secretsmanager/secret:Secret", "secret-payment");
    assert.equal(inputs["kmsKeyId"], keyArn);
    assert.match(
      String(inputs["description"]),
      /payment, a JSON object with the keys: token, webhook-secret$/,
    );
    assert.equal(registered.filter(({ type }) => type.includes("SecretVersion")).length, 0);
  });

  it("says so if it needs no key", async () => {
    const { inputs } = one(await secret(false, []), "aws:secretsmanager/secret:Secret", "secret-payment");
    assert.match(String(inputs["description"]), /keys: \(none\)$/);
  });

  it("can be taken back for 30 days where it is protected, else for 7", async () => {
    for (const [isProtected, days] of [
      [true, 30],
      [false, 7],
    ] as const) {
      const found = one(await secret(isProtected), "aws:secretsmanager/secret:Secret", "secret-payment");
      assert.deepEqual(
        [found.protect, found.retainOnDelete, found.inputs["recoveryWindowInDays"]],
        [isProtected, isProtected, days],
      );
    }
  });
});
