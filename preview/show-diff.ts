import type { Operation, PlanDiff, PropertyChange, ResourceChange } from "./diff";
import { COLOURS, MARKS, formatPlace, formatValue, shortType, type Paint } from "./format";
import { parseUrn, typeOf } from "./urn";

/** What would change, property by property, the losses of data first among the totals. */
export function showDiff(diff: PlanDiff, baseName: string, paint: Paint): string {
  const changed = diff.changes.filter(({ op, released }) => op !== "same" || released.length > 0);
  return [
    paint("bold", `Changes of ${diff.stack} against ${baseName}`),
    "",
    ...changed.flatMap((change) => resource(change, paint)),
    ...(changed.length === 0 ? ["No changes."] : []),
    "",
    ...totals(diff, paint),
    paint(
      "dim",
      "Both plans are desired states of the program: neither the live state nor drift was looked at.",
    ),
    paint("dim", "A value that both plans do not know, and a secret, counts as unchanged."),
  ].join("\n");
}

function resource(change: ResourceChange, paint: Paint): string[] {
  const { op, type, name, source, oldUrn } = change;
  const head = `${MARKS[op]} ${op.padEnd(7)} ${shortType(type)} ${name}`;
  return [
    `${paint(COLOURS[op], head)} ${formatPlace(source)}`.trimEnd(),
    ...remarks(change).map((remark) => paint("red", `      ! ${remark}`)),
    ...(oldUrn === undefined ? [] : [`      was ${oldUrn}`]),
    ...change.properties.map((property) => `      ${formatProperty(property, paint)}`),
  ];
}

/** What somebody has to know before this is deployed. */
export function remarks({
  op,
  losesData,
  protect,
  retainOnDelete,
  deleteBeforeReplace,
  released,
}: ResourceChange): string[] {
  const found: string[] = [];
  const destroys = op === "replace" || op === "delete";
  if (losesData) found.push("loses the data it holds");
  if (destroys && protect) found.push("is protected: the deployment is refused as long as it is");
  if (destroys && retainOnDelete)
    found.push("is retained: the old object stays in the cloud, and nobody manages it");
  if (op === "replace" && deleteBeforeReplace) found.push("is deleted before the new one is created");
  for (const safeguard of released) found.push(`no longer has ${safeguard}`);
  return found;
}

function formatProperty(change: PropertyChange, paint: Paint): string {
  const [op, values] = formatChange(change);
  const force = change.forcesReplacement ? paint("magenta", "  forces replacement") : "";
  return `${paint(COLOURS[op], `${MARKS[op]} ${change.path}: ${values}`)}${force}`;
}

function formatChange({ before, after, because }: PropertyChange): [Operation, string] {
  if (because !== undefined) {
    return ["update", `[unknown], and ${parseUrn(because).name} (${shortType(typeOf(because))}) is replaced`];
  }
  if (before === undefined) return ["create", formatValue(after ?? null)];
  if (after === undefined) return ["delete", formatValue(before)];
  const values = [formatValue(before), formatValue(after)];
  return [
    "update",
    values[0] === values[1] ? `${values.join(" => ")}, of another resource` : values.join(" => "),
  ];
}

function totals({ summary, changes }: PlanDiff, paint: Paint): string[] {
  const ops: Operation[] = ["create", "update", "replace", "delete"];
  const lost = changes.filter(({ losesData }) => losesData);
  return [
    "Resources:",
    ...ops
      .filter((op) => summary[op] > 0)
      .map((op) => paint(COLOURS[op], `    ${MARKS[op]} ${String(summary[op])} to ${op}`)),
    `    ${String(summary.same)} unchanged`,
    ...(lost.length === 0
      ? []
      : [
          paint(
            "red",
            `    ! data is lost with ${lost.map(({ name, type }) => `${name} (${shortType(type)})`).join(", ")}`,
          ),
        ]),
    "",
  ];
}
