import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv2020 } from "ajv/dist/2020";
import type { ErrorObject, SchemaObject, ValidateFunction } from "ajv/dist/2020";

import { SIGNATURE, UNKNOWN, type Registration } from "../../preview/registration";
import { secretProviderClass } from "./secretProviderClass";

const kubernetes = JSON.parse(readFileSync(join(__dirname, "schema.json"), "utf8")) as {
  readonly version: string;
  /** Name of a kind's definition, by `<apiVersion> <kind>`. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly $defs: Readonly<Record<string, SchemaObject>>;
};

/** The Kubernetes release whose schema judges. */
export const kubernetesVersion = kubernetes.version;

const customKinds: Readonly<Record<string, SchemaObject>> = {
  "secrets-store.csi.x-k8s.io/v1 SecretProviderClass": secretProviderClass,
};

/**
 * Judges one Kubernetes object by the OpenAPI schema of {@link kubernetesVersion}: fields that it does not know, wrong types,
 * missing fields. A value that a plan says is unknown or secret may stand for anything. What only an API server can tell
 * (names, ranges, references) is left to one.
 *
 * @returns what is wrong, each with the path of the field; empty if nothing is
 */
export function problemsOf(object: unknown): readonly string[] {
  const { apiVersion, kind } = object as { readonly apiVersion?: unknown; readonly kind?: unknown };
  const label = `${String(apiVersion)} ${String(kind)}`;
  const validate = validatorOf(label);
  if (!validate) return [`there is no schema for ${label}`];
  if (validate(object)) return [];
  return (validate.errors ?? []).filter((error) => !isOpen(error, object)).map(describe);
}

/** A resource of a plan, or one as a program registered it. */
type Judged = Pick<Registration, "urn" | "type" | "custom" | "inputs">;

/** The Kubernetes objects among the resources that are wrong: what is wrong with each, by its URN. */
export function problemsOfAll(resources: readonly Judged[]): Readonly<Record<string, readonly string[]>> {
  const judged = resources
    .filter(({ type, custom }) => custom && type.startsWith("kubernetes:"))
    .map(({ urn, inputs }) => [urn, problemsOf(inputs)] as const);
  return Object.fromEntries(judged.filter(([, problems]) => problems.length > 0));
}

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, validateFormats: false });
for (const format of ["int32", "int64", "double", "byte", "date-time"]) ajv.addFormat(format, true);
const schemaId = "https://kubernetes.io/openapi";
ajv.addSchema({ $id: schemaId, $defs: { ...strictDefinitions(), ...customKinds } });

const validators = new Map<string, ValidateFunction | undefined>();

function validatorOf(label: string): ValidateFunction | undefined {
  const definition = kubernetes.kinds[label] ?? (label in customKinds ? label : undefined);
  if (definition === undefined) return undefined;
  if (!validators.has(label))
    validators.set(
      label,
      ajv.getSchema(`${schemaId}#/$defs/${definition.replaceAll("/", "~1").replaceAll(" ", "%20")}`),
    );
  return validators.get(label);
}

/** Two types that OpenAPI 2 cannot express, and no room for fields that a definition does not list. */
function strictDefinitions(): Record<string, SchemaObject> {
  const definitions: Record<string, SchemaObject> = Object.fromEntries(
    Object.entries(kubernetes.$defs).map(([name, definition]) => [
      name,
      "properties" in definition ? { ...definition, additionalProperties: false } : definition,
    ]),
  );
  return {
    ...definitions,
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: ["string", "integer"] },
    "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"] },
  };
}

/** Whether the value that an error complains of is one that only the deployment will know. */
function isOpen({ instancePath }: ErrorObject, object: unknown): boolean {
  const value = instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], object);
  return isMarker(value);
}

/** In a plan's form, or in that of Pulumi's protocol. */
function isMarker(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return (
    typeof value === "object" &&
    value !== null &&
    ["$unknown", "$secret", SIGNATURE].some((key) => key in value)
  );
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const field: unknown = params["additionalProperty"];
  return `${instancePath || "/"} ${message ?? "is wrong"}${typeof field === "string" ? `: ${field}` : ""}`;
}
