import type { Block, Entry } from "../fit";
import { code, plain, row } from "../markup";
import type { StackCost, StackReport } from "../report";
import { monthly, signed, usd } from "./wording";

/** Where the money goes, what depends on use, and what has no price. */
export function costs({ stack, cost }: StackReport): Block {
  const sum =
    cost === undefined
      ? ""
      : `${monthly(cost)} a month, at list prices of ${plain(cost.pricesAsOf)} or later`;
  return {
    open: `\n<details><summary>${plain(stack, 60)}: ${sum}</summary>\n`,
    close: "\n</details>\n",
    entries: cost === undefined ? [] : linesOf(cost),
    rank: 5,
    noun: "lines of the cost",
  };
}

function linesOf(cost: StackCost): Entry[] {
  const shares = (title: string, of: StackCost["components"]): Entry[] =>
    of.map(({ name, usd: amount, changeUsd }) =>
      line(`| ${title} | A month | Change |\n| --- | --: | --: |`, "shares", () => [
        code(name, 60),
        usd(amount),
        changeUsd === undefined ? "–" : signed(changeUsd),
      ]),
    );
  return [
    ...shares("Component", cost.components),
    ...shares("Service", cost.services),
    ...cost.usage.map(({ what, usd: amount, assumption }) =>
      line("| Depends on use | A month | Assumed |\n| --- | --: | --- |", "uses", () => [
        plain(what),
        usd(amount),
        code(assumption),
      ]),
    ),
    ...cost.unpriced.map(({ type, count, reason }) =>
      line(
        "| Not priced, and not counted as zero | Resources | Why |\n| --- | --: | --- |",
        "unpriced types",
        () => [code(type), String(count), plain(reason)],
      ),
    ),
  ];
}

const line = (head: string, kind: string, cells: () => readonly string[]): Entry => ({
  text: () => `${row(cells())}\n`,
  heading: `\n${head}\n`,
  kind,
});
