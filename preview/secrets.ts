import { SECRET, UNKNOWN, type Registration } from "./registration";
import { ENCRYPTED } from "./project";
import { isObject, signatureOf, type Properties } from "./simulation/wire";
import { pathTo } from "./wire-values";

/** Shorter ones are in many a text by chance. */
const SHORTEST = 8;

/** Where a secret's value stands in a property that is no secret. */
export interface Leak {
  readonly urn: string;
  readonly path: string;
}

/** Every text that some property of the stack marks as secret, and the stand-in for what could not be decrypted. */
export function secretTexts(values: readonly unknown[]): string[] {
  const found = new Set<string>([ENCRYPTED]);
  const visit = (value: unknown): void => {
    const inner = signatureOf(value) === SECRET ? (value as Properties)["value"] : undefined;
    if (typeof inner === "string" && inner !== UNKNOWN && inner.length >= SHORTEST) found.add(inner);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) Object.values(value).forEach(visit);
  };
  values.forEach(visit);
  return [...found];
}

/** Secrets that left their wrapping: a program that took the value out of an Output and passed it on as text. */
export function findLeaks(registrations: readonly Registration[], secrets: readonly string[]): Leak[] {
  return registrations.flatMap(({ urn, inputs }) =>
    Object.entries(inputs).flatMap(([key, value]) =>
      pathsHolding(value, secrets, pathTo("", key)).map((path) => ({ urn, path })),
    ),
  );
}

function pathsHolding(value: unknown, secrets: readonly string[], path: string): string[] {
  if (typeof value === "string") return secrets.some((secret) => value.includes(secret)) ? [path] : [];
  if (Array.isArray(value)) {
    return value.flatMap((inner, index) => pathsHolding(inner, secrets, `${path}[${String(index)}]`));
  }
  if (!isObject(value) || signatureOf(value) === SECRET) return [];
  return Object.entries(value).flatMap(([key, inner]) => pathsHolding(inner, secrets, pathTo(path, key)));
}

/** The text without any of the secrets, as the engine shows a program's output. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
}
