import type { Properties } from "./protocol";

/** Leaves a property out; as a value in a case of a spec. */
export const ABSENT = Symbol("absent");

/** Takes `a.b[0]["c.d"]` apart. */
export function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted ?? (index === undefined ? (plain as string) : Number(index)),
  );
}

/** A copy with the values at these paths; what is missing on the way is created. */
export function changed(properties: Properties, changes: Readonly<Record<string, unknown>>): Properties {
  const copy = copyOf(properties);
  for (const [path, value] of Object.entries(changes)) put(copy, keysOf(path), value);
  return copy;
}

/** A copy in which no two places share a part. */
export function copyOf(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties)) as Properties;
}

export function put(root: unknown, keys: readonly (string | number)[], value: unknown): void {
  let container = root as Record<string | number, unknown>;
  for (const [depth, key] of keys.slice(0, -1).entries()) {
    container[key] ??= typeof keys[depth + 1] === "number" ? [] : {};
    container = container[key] as Record<string | number, unknown>;
  }
  const last = keys.at(-1) as string | number;
  if (value !== ABSENT) container[last] = value;
  else if (Array.isArray(container)) container.splice(last as number, 1);
  else Reflect.deleteProperty(container, last);
}

/** A view of the value that notes the path of each property that is read, the way to it included. */
export function recording(value: object, reads: Set<string>, at: readonly string[] = []): object {
  return new Proxy(value, {
    get(target, key, receiver) {
      const property: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || !Object.hasOwn(target, key) || key === "length") return property;
      const path = [...at, key];
      reads.add(JSON.stringify(path));
      return typeof property === "object" && property !== null ? recording(property, reads, path) : property;
    },
  });
}
