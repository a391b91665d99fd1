import { at, type CostLine, type Priceable } from "./bill";
import { total, type MonthlyCost } from "./cost";

export interface CostShare {
  readonly name: string;
  readonly fixedUsd: number;
  readonly usageUsd: number;
}

export interface CostBreakdown {
  /** By the component under the stack that a resource belongs to. */
  readonly components: readonly CostShare[];
  /** By the service of the platform that a resource is tagged or labelled with. */
  readonly services: readonly CostShare[];
  /** By what AWS's bill calls a service: `ec2`, `rds` … */
  readonly awsServices: readonly CostShare[];
  /** By type: how many resources have a part without a price, and why. */
  readonly unpriced: readonly { readonly type: string; readonly count: number; readonly reason: string }[];
}

/** Where the money of a stack goes, dearest first. */
export function breakDown(cost: MonthlyCost, resources: readonly Priceable[]): CostBreakdown {
  const stack = new Map(resources.map((resource) => [resource.urn, resource]));
  const owner = (line: CostLine): Priceable | undefined => stack.get(line.urn);
  return {
    components: shares(cost.lines, (line) => componentOf(line.urn, stack)),
    services: shares(cost.lines, (line) => serviceOf(owner(line))),
    awsServices: shares(cost.lines, (line) => /^\w+:(\w+)\//.exec(line.type)?.[1] ?? line.type),
    unpriced: unpricedByType(cost),
  };
}

/** The name of the outermost component that a resource belongs to; `(stack)` for one that belongs to none. */
export function componentOf(
  urn: string,
  stack: ReadonlyMap<string, Pick<Priceable, "name" | "type" | "parent">>,
): string {
  let name = "(stack)";
  const seen = new Set<string>();
  for (let parent = stack.get(urn)?.parent; parent !== undefined && !seen.has(parent);) {
    seen.add(parent);
    const component = stack.get(parent);
    if (component === undefined || component.type === "pulumi:pulumi:Stack") break;
    name = component.name;
    parent = component.parent;
  }
  return name;
}

function serviceOf(resource: Priceable | undefined): string {
  const places = [
    ["tags", "Service"],
    ["tags", "service"],
    ["metadata", "labels", "app.kubernetes.io/name"],
  ];
  for (const place of places) {
    const name = at(resource, ...place);
    if (typeof name === "string") return name;
  }
  return "(shared)";
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
