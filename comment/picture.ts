import { label } from "./markup";
import type { Change, StackReport } from "./report";

/** Nodes beyond which nobody could read the picture. */
const MOST_COMPONENTS = 24;
const MOST_RESOURCES = 12;

const order = ["delete", "replace", "update", "create"] as const;
const colour = { delete: "#d1242f", replace: "#bc4c00", update: "#9a6700", create: "#1a7f37" };

/** A Mermaid flow chart: the components that change, what they use, and within them what is deleted or replaced. */
export function picture(report: StackReport): string {
  const components = [...groupByComponent(report.changes)].slice(0, MOST_COMPONENTS);
  const ids = new Map(components.map(([name], index) => [name, `c${String(index)}`]));
  const destroyed = report.changes
    .filter(({ op, component }) => (op === "delete" || op === "replace") && ids.has(component))
    .sort((a, b) => Number(b.losesData) - Number(a.losesData))
    .slice(0, MOST_RESOURCES);
  const lines = [
    ...components.map(([name, changes]) =>
      node(ids.get(name) ?? "", `${label(name)}<br>${tally(changes)}`, worst(changes)),
    ),
    ...destroyed.map(({ name, op, losesData }, index) =>
      node(`r${String(index)}`, `${op} ${label(name)}${losesData ? "<br>loses data" : ""}`, op),
    ),
    ...destroyed.map(({ component }, index) => `  ${ids.get(component) ?? ""} --- r${String(index)}`),
    ...report.uses
      .filter(([from, to]) => ids.has(from) && ids.has(to))
      .map(([from, to]) => `  ${ids.get(from) ?? ""} -->|uses| ${ids.get(to) ?? ""}`),
    ...order.map((op) => `  classDef ${op} stroke:${colour[op]},stroke-width:2px`),
  ];
  return `\`\`\`mermaid\nflowchart LR\n${lines.join("\n")}\n\`\`\`\n`;
}

function groupByComponent(changes: readonly Change[]): Map<string, Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.component);
    if (group) group.push(change);
    else groups.set(change.component, [change]);
  }
  const rank = (of: readonly Change[]): number => order.indexOf(worst(of));
  return new Map([...groups].sort(([, a], [, b]) => rank(a) - rank(b)));
}

const worst = (changes: readonly Change[]): Change["op"] =>
  order.find((op) => changes.some((change) => change.op === op)) ?? "create";

const tally = (changes: readonly Change[]): string =>
  order
    .map((op) => [changes.filter((change) => change.op === op).length, op] as const)
    .filter(([count]) => count > 0)
    .map(([count, op]) => `${String(count)} ${op}`)
    .join(", ");

/** The label's quotes are Mermaid's; its contents are letters, digits and little else. */
const node = (id: string, text: string, op: Change["op"]): string => `  ${id}["${text}"]:::${op}`;
