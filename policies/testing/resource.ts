import { Reading } from "../reading";
import type { Resource } from "../rule";

/** A resource as a rule gets it, for tests of what rules share. */
export function resource(type: string, properties: unknown): Resource {
  return Object.assign(new Reading(() => properties), { type, name: "payment", urn: "urn", protect: false });
}
