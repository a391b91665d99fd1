import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { unpackOnce } from "./unpack-once";

const path = require.resolve("@pulumi/policy/deserialize");
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "hush" };

describe("unpacking properties once", () => {
  const sdk = createRequire(path)(path) as {
    deserializeProperties: (struct: Struct, secrets: boolean) => object;
  };
  const original = sdk.deserializeProperties;
  before(unpackOnce);
  after(() => {
    sdk.deserializeProperties = original;
  });

  it("gives every policy what the SDK would, from one unpacking", () => {
    const properties = Struct.fromJavaScript({ name: "payment", tags: { Stage: "prod" }, password: secret });
    const unpacked = sdk.deserializeProperties(properties, false);
    assert.deepEqual(unpacked, original(properties, false));
    assert.equal(sdk.deserializeProperties(properties, false), unpacked);
  });

  it("keeps resources apart that have the same properties", () => {
    const [one, other] = [Struct.fromJavaScript({ name: "a" }), Struct.fromJavaScript({ name: "a" })];
    assert.notEqual(sdk.deserializeProperties(one, false), sdk.deserializeProperties(other, false));
  });

  it("gives each remediation properties of its own, with secrets that stay secret", () => {
    const properties = Struct.fromJavaScript({ password: secret });
    const first = sdk.deserializeProperties(properties, true) as { password: unknown };
    first.password = "changed";
    assert.deepEqual(sdk.deserializeProperties(properties, true), original(properties, true));
    assert.deepEqual(sdk.deserializeProperties(properties, false), { password: "hush" });
  });
});
