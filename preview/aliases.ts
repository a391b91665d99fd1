import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { childUrn, formatUrn, isRootStack, parseUrn, typeOf } from "./urn";

interface Named {
  readonly project: string;
  readonly stack: string;
  readonly parent: string;
  readonly type: string;
  readonly name: string;
}

/**
 * Every URN a resource may have had: its own aliases, and what follows from those of its parents. The engine asks its
 * state which of them existed; a preview has no state, so all of them are kept.
 */
export function resolveAliases(
  resource: Named,
  aliases: readonly Alias[],
  aliasesOf: (urn: string) => readonly string[],
): string[] {
  const own = aliases.flatMap((alias) => collapse(resource, alias, aliasesOf));
  const inherited = aliasesOf(resource.parent).flatMap((parentAlias) => [
    inherit(resource.type, resource.name, resource.parent, parentAlias),
    ...own.map((urn) => inherit(typeOf(urn), parseUrn(urn).name, resource.parent, parentAlias)),
  ]);
  const current = childUrn(resource.project, resource.stack, resource.parent, resource.type, resource.name);
  return [...new Set([...own, ...inherited])].filter((urn) => urn !== current);
}

function collapse(resource: Named, alias: Alias, aliasesOf: (urn: string) => readonly string[]): string[] {
  const spec = alias.getSpec();
  if (spec === undefined) return [alias.getUrn()];
  const stated = spec.getParenturn();
  const parents = stated === "" ? [resource.parent] : [stated, ...aliasesOf(stated)];
  return parents.map((parent) =>
    childUrn(
      spec.getProject() || resource.project,
      spec.getStack() || resource.stack,
      spec.getNoparent() || parent === "" || isRootStack(parent) ? "" : parent,
      spec.getType() || resource.type,
      spec.getName() || resource.name,
    ),
  );
}

/** A child named after its parent (`<parent>-role`) was named after the parent's old name, too. */
function inherit(type: string, name: string, parent: string, parentAlias: string): string {
  const parentName = parseUrn(parent).name;
  const alias = parseUrn(parentAlias);
  return formatUrn({
    ...alias,
    qualifiedType: `${alias.qualifiedType}$${type}`,
    name: name.startsWith(parentName) ? alias.name + name.slice(parentName.length) : name,
  });
}
