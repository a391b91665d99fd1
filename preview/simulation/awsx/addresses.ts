/** A block of IPv4 addresses: the first address as a number, and the length of the prefix. */
export interface Block {
  readonly base: number;
  readonly prefix: number;
}

/** @throws Error that quotes `cidr` if it is no IPv4 block. */
export function parseBlock(cidr: string): Block {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  const numbers = match?.slice(1).map(Number) ?? [];
  const [a, b, c, d, prefix] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined || prefix === undefined) {
    throw new Error(`"${cidr}" is not an IPv4 block such as 10.0.0.0/16`);
  }
  if (Math.max(a, b, c, d) > 255 || prefix > 32)
    throw new Error(`"${cidr}" is not an IPv4 block: out of range`);
  return blockAt(((a * 256 + b) * 256 + c) * 256 + d, prefix);
}

export function formatBlock({ base, prefix }: Block): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${octets.join(".")}/${String(prefix)}`;
}

/** How many addresses a prefix leaves. */
export function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** The block of that prefix in which the address lies. */
export function blockAt(address: number, prefix: number): Block {
  return { base: address - (address % sizeOf(prefix)), prefix };
}

/** The first block of `prefix` that starts behind `previous`; blocks start at multiples of their size. */
export function blockAfter(previous: Block, prefix: number): Block {
  const last = blockAt(previous.base + sizeOf(previous.prefix) - 1, prefix);
  return { base: last.base + sizeOf(prefix), prefix };
}
