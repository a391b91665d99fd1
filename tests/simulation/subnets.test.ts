import assert from "node:assert/strict";
import fc from "fast-check";
import { parseBlock, sizeOf, type Block } from "../../preview/simulation/awsx/addresses";
import { layOut, type SubnetSpec } from "../../preview/simulation/awsx/subnets";

const types = ["Public", "Private", "Isolated"] as const;

function lastOf({ base, prefix }: Block): number {
  return base + sizeOf(prefix) - 1;
}

/** Specs that fit: at most four a zone, none larger than a quarter of a zone's part of a /16 cut in eight. */
const specs = fc.array(
  fc.record({ type: fc.constantFrom(...types), cidrMask: fc.integer({ min: 21, max: 28 }) }),
  { minLength: 1, maxLength: 4 },
);

describe("subnets are laid out as awsx does", () => {
  it("every subnet lies in the VPC, starts at a multiple of its size and overlaps with no other", () => {
    fc.assert(
      fc.property(specs, fc.integer({ min: 1, max: 8 }), (given, zoneCount) => {
        const named: SubnetSpec[] = given.map((spec, index) => ({ ...spec, name: `s${String(index)}` }));
        const zones = Array.from({ length: zoneCount }, (_, index) => `zone-${String(index)}`);
        const subnets = layOut("v", "10.1.0.0/16", zones, {
          specs: named,
          availabilityZoneCidrMask: undefined,
        });
        const blocks = subnets.map(({ cidrBlock }) => parseBlock(cidrBlock)).sort((a, b) => a.base - b.base);
        const vpc = parseBlock("10.1.0.0/16");
        for (const [index, block] of blocks.entries()) {
          assert.equal(block.base % sizeOf(block.prefix), 0);
          assert.ok(block.base >= vpc.base && lastOf(block) <= lastOf(vpc));
          const next = blocks[index + 1];
          assert.ok(next === undefined || lastOf(block) < next.base);
        }
      }),
    );
  });

  it("without sizes the subnets of a zone share its part equally", () => {
    const given = {
      specs: [{ type: "Public" }, { type: "Private" }] as const,
      availabilityZoneCidrMask: undefined,
    };
    const blocks = layOut("v", "10.1.0.0/16", ["a", "b"], given).map(({ cidrBlock }) => cidrBlock);
    assert.deepEqual(blocks, ["10.1.0.0/18", "10.1.64.0/18", "10.1.128.0/18", "10.1.192.0/18"]);
  });

  it("a stated size of a zone keeps the zones' places when a zone is added", () => {
    const given = { specs: [{ type: "Public", cidrMask: 24 }] as const, availabilityZoneCidrMask: 18 };
    const two = layOut("v", "10.1.0.0/16", ["a", "b"], given);
    const three = layOut("v", "10.1.0.0/16", ["a", "b", "c"], given);
    assert.deepEqual(three.slice(0, 2), two);
  });

  it("stated blocks are taken as they are, one for each zone", () => {
    const blocks = ["10.1.7.0/24", "10.1.9.0/24"];
    const given = {
      specs: [{ type: "Public", cidrBlocks: blocks }] as const,
      availabilityZoneCidrMask: undefined,
    };
    assert.deepEqual(
      layOut("v", "10.1.0.0/16", ["a", "b"], given).map(({ cidrBlock }) => cidrBlock),
      blocks,
    );
    assert.throws(
      () => layOut("v", "10.1.0.0/16", ["a"], given),
      /names 2 blocks; give one for each of the 1 zones/,
    );
  });

  it("subnets that do not fit are refused with both sizes", () => {
    const given = { specs: [{ type: "Public", cidrMask: 16 }] as const, availabilityZoneCidrMask: undefined };
    assert.throws(
      () => layOut("v", "10.1.0.0/16", ["a", "b"], given),
      /need 65536 addresses, a zone has 32768/,
    );
  });

  for (const wrong of ["10.0.0.0", "10.0.0.256/16", "10.0.0.0/33", "fd00::/8"]) {
    it(`"${wrong}" is refused as a block of addresses`, () => {
      assert.throws(
        () => parseBlock(wrong),
        new RegExp(`"${wrong.replace(/[./]/g, "\\$&")}" is not an IPv4 block`),
      );
    });
  }
});
