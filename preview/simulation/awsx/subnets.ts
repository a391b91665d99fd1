import { blockAfter, blockAt, formatBlock, parseBlock, sizeOf, type Block } from "./addresses";

export interface SubnetSpec {
  readonly type: "Public" | "Private" | "Isolated" | "Unused";
  readonly name?: string;
  readonly cidrMask?: number;
  /** Addresses; another way to say `cidrMask`. */
  readonly size?: number;
  readonly cidrBlocks?: readonly string[];
  readonly assignIpv6AddressOnCreation?: boolean;
  readonly tags?: Readonly<Record<string, unknown>>;
}

export interface Subnet {
  /** Of the resource: its number in the zones' order, from 1. */
  readonly name: string;
  readonly type: SubnetSpec["type"];
  readonly zone: string;
  readonly cidrBlock: string;
  readonly spec: SubnetSpec;
}

/**
 * Where awsx puts subnets under `subnetStrategy: "Auto"` (and `"Exact"`, which only checks more): the VPC is cut into as
 * many equal parts as the zones need, rounded up to a power of two; in each part the specs follow one another in the
 * order given, each starting at the next multiple of its size. Unstated sizes share the part equally.
 */
export function layOut(
  vpcName: string,
  vpcCidr: string,
  zones: readonly string[],
  given: SubnetSpecs,
): Subnet[] {
  const vpc = parseBlock(vpcCidr);
  const zonePrefix = given.availabilityZoneCidrMask ?? vpc.prefix + bitsFor(zones.length);
  const specs = given.specs ?? defaultSpecs(zonePrefix);
  if (specs.length === 0)
    throw new Error(`awsx:ec2:Vpc ${vpcName}: subnetSpecs is empty; name at least one subnet`);
  const blocks = specs.some((spec) => spec.cidrBlocks !== undefined)
    ? explicitBlocks(vpcName, specs, zones)
    : allocate(vpcName, vpc, zonePrefix, specs, zones);
  return zones.flatMap((zone, zoneIndex) =>
    specs.map((spec, specIndex) => ({
      name: `${vpcName}-${spec.name ?? spec.type.toLowerCase()}-${String(zoneIndex + 1)}`,
      type: spec.type,
      zone,
      cidrBlock: blocks[zoneIndex]?.[specIndex] ?? "",
      spec,
    })),
  );
}

export interface SubnetSpecs {
  readonly specs: readonly SubnetSpec[] | undefined;
  readonly availabilityZoneCidrMask: number | undefined;
}

function bitsFor(count: number): number {
  return Math.ceil(Math.log2(Math.max(count, 1)));
}

/** What awsx makes if no spec is given: a private half, then a public quarter, of a zone's part (of a /16 at most). */
function defaultSpecs(zonePrefix: number): SubnetSpec[] {
  const prefix = Math.max(zonePrefix, 16);
  return [
    { type: "Private", cidrMask: prefix + 1 },
    { type: "Public", cidrMask: prefix + 2 },
  ];
}

function maskOf(spec: SubnetSpec): number | undefined {
  return spec.cidrMask ?? (spec.size === undefined ? undefined : 32 - Math.log2(spec.size));
}

function allocate(
  vpcName: string,
  vpc: Block,
  zonePrefix: number,
  specs: readonly SubnetSpec[],
  zones: readonly string[],
): string[][] {
  const masks = specs.map((spec) => maskOf(spec) ?? zonePrefix + bitsFor(specs.length));
  const needed = masks.reduce((sum, mask) => sum + sizeOf(mask), 0);
  if (needed > sizeOf(zonePrefix)) {
    throw new Error(
      `awsx:ec2:Vpc ${vpcName}: the subnets of one zone need ${String(needed)} addresses, a zone has ` +
        `${String(sizeOf(zonePrefix))} (/${String(zonePrefix)}); use a larger cidrBlock or smaller subnets`,
    );
  }
  return zones.map((_, zoneIndex) => {
    const start = vpc.base + zoneIndex * sizeOf(zonePrefix);
    let previous: Block | undefined;
    return masks.map((mask) => {
      previous = previous === undefined ? blockAt(start, mask) : blockAfter(previous, mask);
      return formatBlock(previous);
    });
  });
}

function explicitBlocks(vpcName: string, specs: readonly SubnetSpec[], zones: readonly string[]): string[][] {
  for (const spec of specs) {
    if (spec.cidrBlocks?.length !== zones.length) {
      throw new Error(
        `awsx:ec2:Vpc ${vpcName}: cidrBlocks of the ${spec.type} subnets names ${String(spec.cidrBlocks?.length ?? 0)} ` +
          `blocks; give one for each of the ${String(zones.length)} zones, in every spec or in none`,
      );
    }
  }
  return zones.map((_, zoneIndex) => specs.map((spec) => spec.cidrBlocks?.[zoneIndex] ?? ""));
}
