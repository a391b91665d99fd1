import { code } from "./markup";

/** A part of the comment whose entries may be left out, the last ones first, but are never cut through. */
export interface Block {
  readonly open: string;
  readonly close: string;
  readonly entries: readonly Entry[];
  /** Blocks of a lower rank get room first; those of one rank take turns. */
  readonly rank: number;
  /** Share of the whole that no other block takes from this one. @default 0 */
  readonly share?: number;
  /** What entries are called when some are left out, such as `deletes and replacements`. */
  readonly noun: string;
}

export interface Entry {
  /** Asked for only when there may be room for it. */
  readonly text: () => string;
  /** Heading above the entries of one group; entries of a group stand together. */
  readonly heading?: string;
  /** What it is counted as when it is left out, such as a resource's type. */
  readonly kind: string;
}

export interface Fitted {
  readonly text: string;
  /** Entries that found no room. */
  readonly omitted: number;
}

/** Most bytes that the line about what was left out of a block can take; see {@link omission}. */
const OMISSION = 640;
const KINDS_NAMED = 5;

export const bytes = (text: string): number => Buffer.byteLength(text, "utf8");

/** Fills at most `room` bytes with blocks, in their order. */
export function fit(blocks: readonly Block[], room: number): Fitted {
  const filling = blocks.filter(({ entries }) => entries.length > 0).map((block) => new Filling(block));
  let left = room;
  // First everyone's share, then by rank what is left.
  for (const each of filling) {
    const share = Math.min(left, Math.floor(room * (each.block.share ?? 0)));
    left -= each.fill(share);
  }
  const ranks = [...new Set(blocks.map(({ rank }) => rank))].sort((a, b) => a - b);
  for (const rank of ranks) {
    let takers = filling.filter(({ block, isFull }) => block.rank === rank && !isFull);
    while (takers.length > 0) {
      takers = takers.filter((each) => {
        const taken = each.takeNext(left);
        left -= taken;
        return taken > 0 && !each.isFull;
      });
    }
  }
  return {
    text: filling.map((each) => each.text()).join(""),
    omitted: filling.reduce((sum, each) => sum + each.missing, 0),
  };
}

class Filling {
  private readonly texts: string[] = [];

  constructor(readonly block: Block) {}

  get isFull(): boolean {
    return this.missing === 0;
  }

  get missing(): number {
    return this.block.entries.length - this.texts.length;
  }

  /** Takes entries while they fit. @returns bytes taken */
  fill(room: number): number {
    let taken = 0;
    for (let next = -1; next !== 0; taken += next) next = this.takeNext(room - taken);
    return taken;
  }

  /** Takes the next entry if it fits. @returns bytes taken, 0 if there is none or it does not fit */
  takeNext(room: number): number {
    const { open, close, entries } = this.block;
    const index = this.texts.length;
    const entry = entries[index];
    const opening = index === 0 ? bytes(open) + bytes(close) + OMISSION : 0;
    if (entry === undefined || opening > room) return 0;
    const heading = entry.heading === entries[index - 1]?.heading ? "" : (entry.heading ?? "");
    const text = heading + entry.text();
    const cost = opening + bytes(text);
    if (cost > room) return 0;
    this.texts.push(text);
    return cost;
  }

  text(): string {
    if (this.texts.length === 0) return "";
    const { open, close, entries, noun } = this.block;
    return open + this.texts.join("") + omission(entries.slice(this.texts.length), noun) + close;
  }
}

/** A line that counts what was left out, by kind; at most {@link OMISSION} bytes, as long kinds are not named. */
function omission(left: readonly Entry[], noun: string): string {
  if (left.length === 0) return "";
  const counts = new Map<string, number>();
  for (const { kind } of left) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const named = [...counts].sort((a, b) => b[1] - a[1]).slice(0, KINDS_NAMED);
  const others = counts.size > named.length ? ", and others" : "";
  const kinds = named
    .map(([kind, n]) => `${String(n)} × ${bytes(code(kind)) > 90 ? "(a long name)" : code(kind)}`)
    .join(", ");
  return `\n… and ${String(left.length)} more ${noun} without room here: ${kinds}${others}.\n`;
}
