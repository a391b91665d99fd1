import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { readPlan } from "../preview/read-plan";
import { breakDown, type CostShare } from "./breakdown";
import { monthlyCost } from "./cost";
import type { Plan } from "../preview/plan";

const USAGE = "npm run cost -- <plan.json> … [--on YYYY-MM-DD] [--json]";

const usd = (amount: number): string => `$${amount.toFixed(2)}`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** What a stack costs in a month, for people. */
function describe(plan: Plan, on: string | undefined): string {
  const cost = monthlyCost(plan, on === undefined ? {} : { on });
  const { components, services, kinds, unpriced } = breakDown(cost, plan.resources);
  const shares = (title: string, of: readonly CostShare[]): string =>
    table(
      [title, "Used or not", "By use"],
      of.map(({ name, fixedUsd, usageUsd }) => [name, usd(fixedUsd), usd(usageUsd)]),
    );
  const assumed = cost.lines.filter(({ assumptions }) => assumptions.length > 0);
  return [
    `## ${plan.stack}: ${usd(cost.fixedUsd)} a month, and ${usd(cost.usageUsd)} by use as assumed`,
    `List prices of ${cost.pricesAsOf} or later, without taxes, free tiers and discounts.`,
    shares("Component", components),
    shares("Service", services),
    shares("Kind", kinds),
    table(
      ["Depends on use", "A month", "Assumed"],
      assumed.map(({ name, what, usdPerMonth, assumptions }) => [
        `${name}: ${what}`,
        usd(usdPerMonth),
        assumptions.map((each) => `${each} = ${String(cost.usage[each])}`).join(", "),
      ]),
    ),
    table(
      ["Not priced, and not counted as zero", "Resources", "Why"],
      unpriced.map(({ type, count, reason }) => [type, String(count), reason]),
    ),
  ].join("\n\n");
}

function main(argv: readonly string[]): void {
  const options = { on: { type: "string" }, json: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
  if (positionals.length === 0) throw new Error(`no plan was named; this would do:\n${USAGE}`);
  const plans = positionals.map(readPlan);
  const on = values.on === undefined ? {} : { on: values.on };
  const text = values.json
    ? JSON.stringify(
        plans.map((plan) => monthlyCost(plan, on)),
        undefined,
        2,
      )
    : plans.map((plan) => describe(plan, values.on)).join("\n\n");
  console.log(text);
  const summary = process.env["GITHUB_STEP_SUMMARY"];
  if (summary !== undefined && !values.json) appendFileSync(summary, `${text}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
