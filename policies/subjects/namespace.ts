import { isUnknownValueError } from "../reading";
import type { StackResource } from "../rule";

/** Whether the object lives in the namespace: by the output it takes the name from, or by the name itself. */
export function isIn(object: StackResource, namespace: StackResource): boolean {
  if (object.propertyDependencies["metadata"]?.includes(namespace.urn) === true) return true;
  const name = knownName(namespace, "name");
  return name !== undefined && name === knownName(object, "namespace");
}

function knownName(object: StackResource, key: string): string | undefined {
  try {
    return object.string("metadata", key);
  } catch (error) {
    if (isUnknownValueError(error)) return undefined;
    throw error;
  }
}
