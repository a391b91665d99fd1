import type { Plan, PlanResource } from "./plan";
import { COLOURS, MARKS, formatValue, shortType, type Paint } from "./format";
import { grouped } from "./grouped";
import { providedPackage } from "./urn";

/** The tree of a plan's resources, its outputs and totals, as `pulumi preview` shows them for a new stack. */
export function showPlan(plan: Plan, paint: Paint): string {
  return [
    paint("bold", `Previewing ${plan.stack} (${plan.project})`),
    "",
    ...tree(plan, paint),
    "",
    ...outputs(plan),
    ...totals(plan, paint),
    "",
    ...plan.notes.map((note) => paint("dim", note)),
  ].join("\n");
}

interface Row {
  readonly resource: PlanResource;
  readonly type: string;
}

function tree(plan: Plan, paint: Paint): string[] {
  const children = grouped(plan.resources.filter(isShown), ({ parent }) => parent ?? "");
  const rows: Row[] = [];
  const visit = (resource: PlanResource, lead: string, indent: string): void => {
    rows.push({ resource, type: lead + shortType(resource.type) });
    const own = children.get(resource.urn) ?? [];
    own.forEach((child, index) => {
      const isLast = index === own.length - 1;
      visit(child, `${indent}${isLast ? "└─ " : "├─ "}`, `${indent}${isLast ? "   " : "│  "}`);
    });
  };
  for (const root of children.get("") ?? []) visit(root, "", "");
  const typeWidth = widest(rows.map(({ type }) => type));
  const nameWidth = widest(rows.map(({ resource }) => resource.name));
  const line = (mark: string, type: string, name: string, plan: string): string =>
    ` ${mark}   ${type.padEnd(typeWidth)}  ${name.padEnd(nameWidth)}  ${plan}`.trimEnd();
  return [
    paint("bold", line(" ", "Type", "Name", "Plan")),
    ...rows.map(({ resource, type }) => {
      const op = operation(resource);
      const remarks = [resource.simulated ? "simulated" : "", resource.protect ? "protected" : ""].filter(
        Boolean,
      );
      return paint(COLOURS[op], line(MARKS[op], type, resource.name, [op, ...remarks].join("  ")));
    }),
  ];
}

/** Like Pulumi, without the providers nobody asked for. */
function isShown({ type, name }: PlanResource): boolean {
  return !(providedPackage(type) !== undefined && /^default(_|$)/.test(name));
}

function operation({ read }: PlanResource): "create" | "read" {
  return read ? "read" : "create";
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

function outputs(plan: Plan): string[] {
  const entries = Object.entries(plan.outputs).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return [];
  const width = widest(entries.map(([key]) => key));
  return [
    "Outputs:",
    ...entries.map(([key, value]) => `    ${key.padEnd(width)}: ${formatValue(value)}`),
    "",
  ];
}

function totals(plan: Plan, paint: Paint): string[] {
  const shown = plan.resources.filter(isShown);
  const created = shown.filter((each) => operation(each) === "create");
  const read = shown.length - created.length;
  const simulated = shown.filter((each) => each.simulated).length;
  return [
    "Resources:",
    paint(COLOURS.create, `    + ${String(created.length)} to create`),
    ...(read === 0 ? [] : [paint(COLOURS.read, `    > ${String(read)} to read`)]),
    ...(simulated === 0 ? [] : [`    ${String(simulated)} of them are simulated`]),
  ];
}
