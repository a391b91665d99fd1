import { code } from "../markup";
import type { Change, StackCost } from "../report";

export const sign = { create: "🟢", update: "🟡", replace: "🟠", delete: "🔴" };

export const isDestructive = ({ op }: Change): boolean => op === "delete" || op === "replace";

/** A resource by name, type, the line that made it and, unless a heading says it, its component. */
export function identity(change: Change, inComponent = true): string {
  const place =
    change.source === undefined ? "" : `, ${code(`${change.source.file}:${String(change.source.line)}`)}`;
  const component = inComponent ? ` in ${code(change.component, 60)}` : "";
  const old = change.oldUrn === undefined ? "" : ` (was ${code(change.oldUrn.replace(/^.*::/, ""))})`;
  return `${code(change.name)}${old} ${code(change.type)}${component}${place}`;
}

export function property({ path, before, after, because }: Change["properties"][number]): string {
  if (before !== undefined && before === after)
    return `${code(path)}: differs in what is known only after deployment, or is not shown`;
  const values = [before, after].map((value) => (value === undefined ? "absent" : code(value)));
  return `${code(path)}: ${values.join(" → ")}${because === undefined ? "" : `, as ${code(because)} is replaced`}`;
}

export const usd = (amount: number): string =>
  `$${Math.abs(amount).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

export const signed = (amount: number): string =>
  Math.abs(amount) < 0.005 ? "±$0" : `${amount > 0 ? "+" : "−"}${usd(amount)}`;

/** A month's cost: what is paid anyway, what depends on use, and how many types are in neither. */
export function monthly(cost: StackCost): string {
  const unpriced = new Set(cost.unpriced.map(({ type }) => type)).size;
  return [
    usd(cost.fixedUsd),
    ...(cost.usageUsd > 0 ? [`${usd(cost.usageUsd)} by use`] : []),
    ...(unpriced > 0 ? [`${String(unpriced)} unpriced`] : []),
  ].join(" + ");
}
