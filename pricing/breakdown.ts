import { textAt, type CostLine, type Priceable } from "./bill";
import { total, type MonthlyCost } from "./cost";

export interface CostShare {
  readonly name: string;
  readonly fixedUsd: number;
  readonly usageUsd: number;
}

export interface CostBreakdown {
  /** By the component under the stack that a resource belongs to. */
  readonly components: readonly CostShare[];
  /** By the service of the platform that a resource works for; `(shared)` for the rest. */
  readonly services: readonly CostShare[];
  /** By the first part of the price's name: `ec2`, `nat`, `rds` … */
  readonly kinds: readonly CostShare[];
  /** By type: how many resources have a part without a price, and why. */
  readonly unpriced: readonly { readonly type: string; readonly count: number; readonly reason: string }[];
}

/** Where the money of a stack goes, dearest first. */
export function breakDown(cost: MonthlyCost, resources: readonly Priceable[]): CostBreakdown {
  const stack = new Map(resources.map((resource) => [resource.urn, resource]));
  const names = serviceNames(stack);
  return {
    components: shares(cost.lines, (line) => componentOf(line.urn, stack)),
    services: shares(cost.lines, (line) => serviceOf(line.urn, names, stack)),
    kinds: shares(cost.lines, (line) => line.price.id.split(".", 1)[0] ?? ""),
    unpriced: unpricedByType(cost),
  };
}

/** The name of the outermost component that a resource belongs to; `(stack)` for one that belongs to none. */
export function componentOf(
  urn: string,
  stack: ReadonlyMap<string, Pick<Priceable, "name" | "type" | "parent">>,
): string {
  const components = around(urn, stack).filter(({ type }) => type !== "pulumi:pulumi:Stack");
  return components.at(-1)?.name ?? "(stack)";
}

/** What a resource is in, from the inside out; ends where a plan that is not sound would go round in a circle. */
function around<T extends Pick<Priceable, "parent">>(urn: string, stack: ReadonlyMap<string, T>): T[] {
  const found = new Set<T>();
  for (let parent = stack.get(stack.get(urn)?.parent ?? ""); parent !== undefined && !found.has(parent);) {
    found.add(parent);
    parent = stack.get(parent.parent ?? "");
  }
  return [...found];
}

type Stack = ReadonlyMap<string, Priceable>;

/** Names of the platform's services: whatever components were given as their `service`. */
function serviceNames(stack: Stack): ReadonlySet<string> {
  const named = [...stack.values()].map((resource) => ownService(resource));
  return new Set(named.filter((name) => name !== undefined));
}

const ownService = (resource: Priceable | undefined): string | undefined =>
  resource?.custom === false
    ? (textAt(resource, "service") ?? textAt(resource, "service", "name"))
    : undefined;

/** The service that a resource works for: a component around it says so, or its own name has the service's in it. */
function serviceOf(urn: string, names: ReadonlySet<string>, stack: Stack): string {
  const resource = stack.get(urn);
  const told = [resource, ...around(urn, stack)].map(ownService).find((name) => name !== undefined);
  if (told !== undefined) return told;
  const spoken = [...names].filter((name) => `-${resource?.name ?? ""}-`.includes(`-${name}-`));
  return spoken.length === 1 ? (spoken[0] ?? "") : "(shared)";
}

function shares(lines: readonly CostLine[], nameOf: (line: CostLine) => string): CostShare[] {
  const names = [...new Set(lines.map(nameOf))];
  return names
    .map((name) => {
      const own = lines.filter((line) => nameOf(line) === name);
      return {
        name,
        fixedUsd: total(own.filter((line) => line.assumptions.length === 0)),
        usageUsd: total(own.filter((line) => line.assumptions.length > 0)),
      };
    })
    .sort((a, b) => b.fixedUsd - a.fixedUsd || b.usageUsd - a.usageUsd || a.name.localeCompare(b.name));
}

function unpricedByType(cost: MonthlyCost): CostBreakdown["unpriced"] {
  const groups = new Map<string, { type: string; reason: string; urns: Set<string> }>();
  for (const { type, reason, urn } of cost.unpriced) {
    const key = `${type} ${reason}`;
    const group = groups.get(key) ?? { type, reason, urns: new Set() };
    groups.set(key, { ...group, urns: group.urns.add(urn) });
  }
  return [...groups.values()]
    .map(({ type, reason, urns }) => ({ type, reason, count: urns.size }))
    .sort((a, b) => b.count - a.count || a.type.localeCompare(b.type));
}
