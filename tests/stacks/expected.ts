import { createHash } from "node:crypto";
import { Document, visit } from "yaml";
import {
  ARCHIVE,
  ASSET,
  type Registration,
  RESOURCE_REFERENCE,
  SECRET,
  SIGNATURE,
  UNKNOWN,
} from "../../preview/registration";

/** Longer texts (dashboards, certificates) are shown by their length and hash: reviews read them in their source. */
const longestText = 2000;
/** A test of its own sees that they are on everything that can carry tags. */
const defaultTags = ["Project", "Stage", "ManagedBy"];

/**
 * What a stack registers, for reviews: one YAML document of one block a resource, sorted, so that a change of the program
 * shows as a change of these lines. Unknown values say what they come from; secrets are not shown.
 */
export function expectedRegistrations(resources: readonly Registration[]): string {
  const blocks = [...resources]
    .sort((one, other) => (one.urn < other.urn ? -1 : 1))
    .map((resource) => [`${resource.type} ${resource.name}`, block(resource)] as const);
  const document = new Document(Object.fromEntries(withParents(blocks, resources)));
  visit(document, {
    Scalar: (_, node) => {
      if (String(node.value).includes("\n")) node.type = "BLOCK_LITERAL";
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Two components may each have a child of one type and name: then the parent tells them apart. */
function withParents(
  blocks: readonly (readonly [string, object])[],
  resources: readonly Registration[],
): [string, object][] {
  const sorted = [...resources].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  return blocks.map(([title, content], index) => {
    const twice = blocks.filter(([other]) => other === title).length > 1;
    return [twice ? `${title} in ${lastPart(sorted[index]?.parent ?? "")}` : title, content];
  });
}

function block(resource: Registration): Record<string, unknown> {
  const flags = (["protect", "retainOnDelete", "simulated"] as const).filter((flag) => resource[flag]);
  const explicit = resource.dependencies.filter(
    (urn) => !Object.values(resource.propertyDependencies).some((urns) => urns.includes(urn)),
  );
  return {
    ...(resource.parent !== undefined && { in: lastPart(resource.parent) }),
    ...(flags.length > 0 && { is: flags.join(", ") }),
    ...(explicit.length > 0 && { after: [...new Set(explicit.map(lastPart))].sort().join(", ") }),
    ...(resource.custom &&
      Object.fromEntries(
        Object.entries(withoutRepetition(resource))
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, value]) => [
            key,
            shown(value, (resource.propertyDependencies[key] ?? []).map(lastPart)),
          ]),
      )),
  };
}

/** Leaves out what every resource of a kind repeats: the stage's default tags, and what the type says already. */
function withoutRepetition({ type, inputs }: Registration): Record<string, unknown> {
  const { tags, ...rest } = inputs;
  if (type.startsWith("kubernetes:")) {
    return Object.fromEntries(
      Object.entries(inputs).filter(([key]) => key !== "apiVersion" && key !== "kind"),
    );
  }
  const own = Object.entries(tags ?? {}).filter(([key]) => !defaultTags.includes(key));
  return own.length > 0 ? { ...rest, tags: Object.fromEntries(own) } : rest;
}

function shown(value: unknown, origins: readonly string[]): unknown {
  if (value === UNKNOWN)
    return origins.length > 0 ? `(from ${[...new Set(origins)].sort().join(", ")})` : "(unknown)";
  if (typeof value === "string" && value.length > longestText) {
    const hash = createHash("sha256").update(value).digest("hex").slice(0, 12);
    return `(${String(value.length)} characters, ${hash})`;
  }
  if (typeof value === "string" && value.startsWith('{"')) return JSON.parse(value); // a policy document
  if (Array.isArray(value)) return value.map((item) => shown(item, origins));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  switch (object[SIGNATURE]) {
    case SECRET:
      return "(secret)";
    case ASSET:
    case ARCHIVE:
      return `(code ${String(object["path"])})`;
    case RESOURCE_REFERENCE:
      return `(${lastPart(String(object["urn"]))})`;
    default:
      return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, shown(inner, origins)]));
  }
}

function lastPart(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
