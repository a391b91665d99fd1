import assert from "node:assert/strict";
import fc from "fast-check";
import { overlaps } from "../../settings/address-ranges";

const block = fc
  .record({ address: fc.nat(2 ** 32 - 1), prefix: fc.integer({ min: 8, max: 28 }) })
  .map(({ address, prefix }) => {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address / size) * size;
    return { first, last: first + size - 1, cidrBlock: `${dotted(first)}/${String(prefix)}` };
  });

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(address / 2 ** shift) % 256)).join(".");
}

describe("two address ranges", () => {
  it("are reported as overlapping exactly when they share an address", () => {
    fc.assert(
      fc.property(block, block, (one, other) => {
        const shares = one.first <= other.last && other.first <= one.last;
        const found = overlaps([
          { name: "one", cidrBlock: one.cidrBlock },
          { name: "other", cidrBlock: other.cidrBlock },
        ]);
        assert.equal(found.length, shares ? 1 : 0);
      }),
    );
  });
});
