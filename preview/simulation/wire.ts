import { OUTPUT_VALUE, RESOURCE_REFERENCE, SECRET, SIGNATURE, UNKNOWN } from "../registration";

export type Properties = Readonly<Record<string, unknown>>;

/** An object of plain data: no list, and no instance of a class. */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What stands under {@link SIGNATURE}: the kind of a special value, or `undefined` for plain data. */
export function signatureOf(value: unknown): unknown {
  return isObject(value) ? value[SIGNATURE] : undefined;
}

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN || (signatureOf(value) === OUTPUT_VALUE && !("value" in (value as object)));
}

/** The urn behind a resource reference, also when it travels as a secret or an output; else `undefined`. */
export function referencedUrn(value: unknown): string | undefined {
  const bare = unwrapped(value);
  return signatureOf(bare) === RESOURCE_REFERENCE ? ((bare as Properties)["urn"] as string) : undefined;
}

/** The value without the wrappings of secrets and outputs, one level deep; an unknown stays {@link UNKNOWN}. */
function unwrapped(value: unknown): unknown {
  const kind = signatureOf(value);
  if (kind === OUTPUT_VALUE) return isUnknown(value) ? UNKNOWN : unwrapped((value as Properties)["value"]);
  if (kind === SECRET) return unwrapped((value as Properties)["value"]);
  return value;
}

/** The value with every secret and output inside it replaced by its plain content: what a branch may read. */
export function plain(value: unknown): unknown {
  const bare = unwrapped(value);
  if (Array.isArray(bare)) return bare.map(plain);
  if (!isObject(bare) || SIGNATURE in bare) return bare;
  return Object.fromEntries(Object.entries(bare).map(([key, inner]) => [key, plain(inner)]));
}

/** `true` if an unknown is anywhere inside. */
export function containsUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isObject(value) && Object.values(value).some(containsUnknown);
}

export function containsSecret(value: unknown): boolean {
  const kind = signatureOf(value);
  if (kind === SECRET || (kind === OUTPUT_VALUE && (value as Properties)["secret"] === true)) return true;
  if (Array.isArray(value)) return value.some(containsSecret);
  return isObject(value) && Object.values(value).some(containsSecret);
}

/** Without the properties that are `undefined`, at every depth: a provider leaves them out, it does not send them. */
export function withoutUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutUndefined) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, withoutUndefined(inner)]),
  ) as T;
}

export function containsOutputValue(value: unknown): boolean {
  if (signatureOf(value) === OUTPUT_VALUE) return true;
  if (Array.isArray(value)) return value.some(containsOutputValue);
  return isObject(value) && Object.values(value).some(containsOutputValue);
}

/** A map whose values keep their wrappings although it may itself travel as an output; `{}` for none. */
export function opened(value: unknown): Properties {
  const bare = unwrapped(value);
  return isObject(bare) && !(SIGNATURE in bare) ? bare : {};
}

/** The urns of all resource references inside, each once. */
export function referencedUrns(value: unknown): string[] {
  const urn = referencedUrn(value);
  if (urn !== undefined) return [urn];
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return [...new Set(inner.flatMap(referencedUrns))];
}

/** The text behind a value, `undefined` for anything that is no text. */
export function textOf(value: unknown): string | undefined {
  const bare = plain(value);
  return typeof bare === "string" ? bare : undefined;
}

export function picked(from: Properties, keys: readonly string[]): Properties {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));
}
