import type { Block } from "../fit";
import { code, plain } from "../markup";
import { picture } from "../picture";
import type { Change, StackReport } from "../report";
import { identity, isDestructive, property, sign } from "./wording";

/** What a stack's changes look like, and those that destroy nothing, by component; each under a fold. */
export function details(stack: StackReport): Block[] {
  if (stack.changes.length === 0) return [];
  const changes = stack.changes
    .filter((change) => !isDestructive(change))
    .sort((a, b) => compare(a.component, b.component) || compare(b.op, a.op));
  const { create, update } = stack.counts;
  const name = plain(stack.stack, 60);
  return [
    {
      open: `\n<details><summary>${name}: what changes, as a picture</summary>\n\n`,
      close: "\n</details>\n",
      entries: [{ text: () => picture(stack), kind: stack.stack }],
      rank: 6,
      noun: "pictures",
    },
    {
      open: `\n<details><summary>${name}: ${String(create)} to create, ${String(update)} to update</summary>\n`,
      close: "\n</details>\n",
      entries: changes.map((change) => ({
        text: () => `- ${sign[change.op]} ${change.op} ${identity(change, false)}\n${updated(change)}`,
        heading: `\n${code(change.component, 60)}\n\n`,
        kind: change.type,
      })),
      rank: 7,
      noun: "creates and updates",
    },
  ];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function updated({ op, properties, propertyCount }: Change): string {
  if (op !== "update") return "";
  const more = propertyCount - properties.length;
  const lines = [...properties.map(property), ...(more > 0 ? [`and ${String(more)} more`] : [])];
  return lines.map((line) => `  - ${line}\n`).join("");
}
