import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Plan } from "../preview/plan";
import { Bill, Stack, textAt, type CostLine, type Priceable, type Unpriced } from "./bill";
import { isFree } from "./free";
import { ruleFor } from "./rules";
import { parsePriceTable, type PriceTable } from "./table";
import { usageOf, type Usage } from "./usage";

export type { CostLine, Priceable, Unpriced } from "./bill";

/** What a stack costs in a month of 730 hours, in US dollars at list price. */
export interface MonthlyCost {
  readonly stack: string;
  /** What is paid whether used or not. */
  readonly fixedUsd: number;
  /** What is paid if the assumptions of `usage.json` hold; not part of `fixedUsd`. */
  readonly usageUsd: number;
  readonly lines: readonly CostLine[];
  /** What costs something that this estimate does not know; never to be read as zero. */
  readonly unpriced: readonly Unpriced[];
  readonly usage: Usage;
  /** The age of the oldest price. */
  readonly pricesAsOf: string;
}

export interface CostOptions {
  /** Day for which prices hold, `YYYY-MM-DD`; it decides which clusters are in extended support. @default today */
  readonly on?: string;
  /** @default the contents of `prices.json` */
  readonly prices?: PriceTable;
  /** @default what `usage.json` says of the stack */
  readonly usage?: Usage;
}

/** What the resources of a stack cost in a month. */
export function monthlyCost(
  plan: Pick<Plan, "stack"> & { readonly resources: readonly Priceable[] },
  options: CostOptions = {},
): MonthlyCost {
  const prices = options.prices ?? parsePriceTable(readJson("prices.json"));
  const usage = options.usage ?? usageOf(readJson("usage.json"), plan.stack);
  const on = options.on ?? new Date().toISOString().slice(0, 10);
  const stack = new Stack(plan.resources);
  const regionOf = regionReader(stack);
  const bills = plan.resources.filter(isBilled).map((resource) => {
    const bill = new Bill(resource, regionOf(resource), prices, usage, on, stack);
    const rule = ruleFor(resource.type);
    if (rule !== undefined) rule(resource, bill);
    else if (!isFree(resource.type)) bill.miss("no price for this type");
    return bill;
  });
  const lines = bills.flatMap((bill) => bill.lines);
  return {
    stack: plan.stack,
    fixedUsd: total(lines.filter((line) => line.assumptions.length === 0)),
    usageUsd: total(lines.filter((line) => line.assumptions.length > 0)),
    lines,
    unpriced: bills.flatMap((bill) => bill.unpriced),
    usage,
    pricesAsOf: prices.oldestAsOf,
  };
}

export const total = (lines: readonly Pick<CostLine, "usdPerMonth">[]): number =>
  lines.reduce((sum, line) => sum + line.usdPerMonth, 0);

/** Components, and resources that are only read, are billed elsewhere if at all. */
const isBilled = (resource: Priceable): boolean => resource.custom && resource.read !== true;

/** The region a resource says itself, or its provider's, or the one that all AWS providers of the stack agree on. */
function regionReader(stack: Stack): (resource: Priceable) => string | undefined {
  const regions = new Set(stack.ofType("pulumi:providers:aws").map((provider) => textAt(provider, "region")));
  const common = regions.size === 1 ? [...regions][0] : undefined;
  return (resource) => {
    const provider = stack.get(resource.provider?.replace(/::[^:]*$/, "") ?? "");
    return textAt(resource, "region") ?? textAt(provider, "region") ?? common;
  };
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, file), "utf8"));
