import { asset } from "@pulumi/pulumi";

type Properties = Record<string, unknown>;

/**
 * `@pulumi/policy` gives an archive made of assets back to the engine as the list of their names: the contents are lost.
 * A resource that holds one is therefore reported and left as it is.
 */
export function canRemedy(properties: Properties): boolean {
  return !holdsArchive(properties);
}

/** @param remedy values by property path, dots between the keys; what is missing on the way is created */
export function withRemedy(properties: Properties, remedy: Readonly<Record<string, unknown>>): Properties {
  for (const [path, value] of Object.entries(remedy)) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    let container = properties;
    for (const key of keys) {
      container[key] ??= {};
      container = container[key] as Properties;
    }
    container[last] = value;
  }
  return properties;
}

function holdsArchive(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (asset.Archive.isInstance(value)) return true;
  return Object.keys(value).some((key) => {
    try {
      return holdsArchive((value as Properties)[key]);
    } catch {
      return false; // unknown at preview, so it is no archive yet
    }
  });
}
