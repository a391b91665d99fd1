import { breakDown, type CostShare } from "../pricing/breakdown";
import { total, type CostLine, type MonthlyCost, type Priceable } from "../pricing/cost";
import { redact } from "./redact";
import type { StackCost } from "./report";

/** A stack's cost for readers, and how it differs from the base's if there is one. */
export function costOf(
  head: MonthlyCost,
  resources: readonly Priceable[],
  base: MonthlyCost | undefined,
  baseResources: readonly Priceable[] = [],
): StackCost {
  const now = breakDown(head, resources);
  const before = base && breakDown(base, baseResources);
  return {
    fixedUsd: head.fixedUsd,
    usageUsd: head.usageUsd,
    ...(base && {
      fixedChangeUsd: head.fixedUsd - base.fixedUsd,
      usageChangeUsd: head.usageUsd - base.usageUsd,
    }),
    components: compare(now.components, before?.components),
    services: compare(now.services, before?.services),
    usage: usageOf(head),
    unpriced: now.unpriced.map(({ type, count, reason }) => ({
      type: redact(type),
      count,
      reason: redact(reason),
    })),
    pricesAsOf: head.pricesAsOf,
  };
}

/** With what only the base has, at nothing. */
function compare(
  now: readonly CostShare[],
  before: readonly CostShare[] | undefined,
): StackCost["components"] {
  const usd = (share: CostShare): number => share.fixedUsd + share.usageUsd;
  const old = new Map(before?.map((share) => [share.name, usd(share)]));
  const gone = [...old.keys()].filter((name) => !now.some((share) => share.name === name));
  return [
    ...now.map((share) => ({ name: share.name, usd: usd(share) })),
    ...gone.map((name) => ({ name, usd: 0 })),
  ].map((share) => ({
    name: redact(share.name),
    usd: share.usd,
    ...(before && { changeUsd: share.usd - (old.get(share.name) ?? 0) }),
  }));
}

/** One entry for each kind of use, dearest first. */
function usageOf(cost: MonthlyCost): StackCost["usage"] {
  const groups = new Map<string, CostLine[]>();
  for (const line of cost.lines.filter(({ assumptions }) => assumptions.length > 0)) {
    const group = groups.get(line.price.id);
    if (group) group.push(line);
    else groups.set(line.price.id, [line]);
  }
  return [...groups.values()]
    .map((lines) => {
      const [{ type, what, assumptions }] = lines as [CostLine];
      const settings = assumptions
        .map((assumption) => `${assumption} = ${String(cost.usage[assumption])}`)
        .join(", ");
      return {
        what: `${type.replace(/^.*:/, "")}: ${what}, ${String(lines.length)} ×`,
        usd: total(lines),
        assumption: settings,
      };
    })
    .sort((a, b) => b.usd - a.usd);
}
