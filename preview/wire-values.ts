import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ARCHIVE, ASSET, OUTPUT_VALUE, RESOURCE_REFERENCE, SECRET, SIGNATURE, UNKNOWN } from "./registration";
import { isObject, signatureOf, type Properties } from "./simulation/wire";

export type Dependencies = Readonly<Record<string, readonly string[]>>;

/** The value with `change` applied to every value inside it, from the outside in; `undefined` leaves one as it is. */
function rewrite(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((inner) => rewrite(inner, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewrite(inner, change)]));
}

/** Output values become what they were made of: a value, a secret, an unknown. Their dependencies are lost. */
export function withoutOutputValues(properties: Properties): Properties {
  return rewrite(properties, (value) => {
    if (signatureOf(value) !== OUTPUT_VALUE) return undefined;
    const output = value as Properties;
    const inner = "value" in output ? rewriteOutputs(output["value"]) : UNKNOWN;
    return output["secret"] === true ? secret(inner) : inner;
  }) as Properties;
}

const rewriteOutputs = (value: unknown): unknown => withoutOutputValues({ value })["value"];

/** Resources become their ids, for providers that know of no references: those of AWS and Kubernetes. */
export function withoutReferences(properties: Properties): Properties {
  return rewrite(properties, (value) => {
    if (signatureOf(value) !== RESOURCE_REFERENCE) return undefined;
    const reference = value as Properties;
    if (!("id" in reference)) return reference["urn"];
    return reference["id"] === "" ? UNKNOWN : reference["id"];
  }) as Properties;
}

/** The URNs that output values inside `value` depend on. */
export function dependenciesIn(value: unknown): Set<string> {
  const found = new Set<string>();
  rewrite(value, (inner) => {
    if (signatureOf(inner) !== OUTPUT_VALUE) return undefined;
    for (const urn of ((inner as Properties)["dependencies"] as string[] | undefined) ?? []) found.add(urn);
    return undefined;
  });
  return found;
}

/** What a transform receives: every secret and unknown an output, every property with its dependencies. */
export function asOutputValues(properties: Properties, dependencies: Dependencies): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, property]) => {
      const value = rewrite(property, (inner) => {
        if (inner === UNKNOWN) return { [SIGNATURE]: OUTPUT_VALUE };
        if (signatureOf(inner) !== SECRET) return undefined;
        return { [SIGNATURE]: OUTPUT_VALUE, secret: true, value: (inner as Properties)["value"] };
      });
      const missing = (dependencies[key] ?? []).filter((urn) => !dependenciesIn(value).has(urn));
      if (missing.length === 0) return [key, value];
      const output =
        signatureOf(value) === OUTPUT_VALUE ? (value as Properties) : { [SIGNATURE]: OUTPUT_VALUE, value };
      const own = (output["dependencies"] as string[] | undefined) ?? [];
      return [key, { ...output, dependencies: [...own, ...missing] }];
    }),
  );
}

export function secret(value: unknown): unknown {
  return signatureOf(value) === SECRET ? value : { [SIGNATURE]: SECRET, value };
}

/** Assets and archives with the SHA-256 of what they hold, as the engine adds it. Paths are relative to `directory`. */
export function withHashes(properties: Properties, directory: string): Properties {
  return rewrite(properties, (value) => {
    const kind = signatureOf(value);
    if (kind !== ASSET && kind !== ARCHIVE) return undefined;
    return { ...(value as Properties), hash: hashOf(value as Properties, directory) };
  }) as Properties;
}

function hashOf(asset: Properties, directory: string): string {
  const { text, path, uri, assets } = asset;
  if (typeof text === "string") return sha256(text);
  if (typeof path === "string") return hashOfPath(resolve(directory, path));
  if (isObject(assets)) {
    const entries = Object.entries(assets).map(([name, inner]) => [
      name,
      hashOf(inner as Properties, directory),
    ]);
    return sha256(JSON.stringify(entries.sort()));
  }
  return sha256(`uri:${String(uri)}`);
}

function hashOfPath(path: string): string {
  if (!statSync(path).isDirectory()) return sha256(readFileSync(path));
  const entries = readdirSync(path).sort();
  return sha256(JSON.stringify(entries.map((entry) => [entry, hashOfPath(join(path, entry))])));
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The paths inside `value` at which an Output was turned into text. */
export function outputsAsText(value: unknown, path = ""): string[] {
  if (typeof value === "string") {
    return /Calling \[(toString|toJSON)\] on an \[Output<T>\]/.test(value) ? [path] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((inner, index) => outputsAsText(inner, `${path}[${String(index)}]`));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => outputsAsText(inner, pathTo(path, key)));
}

/** As Pulumi writes a path: `tags.Name`, `data["tls.crt"]`. */
export function pathTo(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
