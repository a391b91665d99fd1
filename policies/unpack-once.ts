import { createRequire } from "node:module";

type Unpack = (properties: object, keepSecrets: boolean) => object;

/**
 * `@pulumi/policy` unpacks a resource's properties from their wire form anew for each policy, before the policy can say
 * that it does not apply: 60 times a resource, two thirds of what its analysis costs. Rules only read, so that one
 * unpacking serves them all. A remediation changes what it gets, keeps secrets, and is given its own.
 */
export function unpackOnce(): void {
  const sdk = createRequire(__filename)("@pulumi/policy/deserialize") as { deserializeProperties: Unpack };
  const unpack = sdk.deserializeProperties;
  const unpacked = new WeakMap<object, object>();
  sdk.deserializeProperties = (properties, keepSecrets) => {
    if (keepSecrets) return unpack(properties, keepSecrets);
    const known = unpacked.get(properties) ?? unpack(properties, keepSecrets);
    unpacked.set(properties, known);
    return known;
  };
}
