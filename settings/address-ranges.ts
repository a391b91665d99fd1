import { Netmask } from "netmask";

/** A range of addresses and what it is for, as errors call it. */
export interface NamedRange {
  readonly name: string;
  readonly cidrBlock: string;
}

/** One sentence for each two ranges that share an address, and for each range that is none. */
export function overlaps(ranges: readonly NamedRange[]): string[] {
  const parsed = ranges.map((range) => ({ ...range, block: parse(range.cidrBlock) }));
  return [
    ...parsed.flatMap(({ name, cidrBlock, block }) =>
      block && block.base === cidrBlock.split("/")[0]
        ? []
        : [
            `${name} ${cidrBlock}: is not the first address of a range; ${block ? `did you mean ${block.toString()}?` : "use one such as 10.0.0.0/16"}`,
          ],
    ),
    ...parsed.flatMap((one, index) =>
      parsed
        .slice(index + 1)
        .filter((other) => one.block && other.block && share(one.block, other.block))
        .map(
          (other) =>
            `${one.name} ${one.cidrBlock} and ${other.name} ${other.cidrBlock}: overlap; move one of them`,
        ),
    ),
  ];
}

/** Two ranges share an address only if one holds the other's first: blocks are aligned to their size. */
function share(one: Netmask, other: Netmask): boolean {
  return one.contains(other.base) || other.contains(one.base);
}

function parse(cidrBlock: string): Netmask | undefined {
  try {
    return new Netmask(cidrBlock);
  } catch {
    return undefined;
  }
}
