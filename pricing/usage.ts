import { z } from "zod";

const amount = z.number().nonnegative();

/**
 * How much of what is billed by use a stack is assumed to use in a month, each for one resource of its kind. Nobody
 * measured these: they are settings (`usage.json`), and every figure that rests on one is listed apart with it.
 */
const assumptions = z.strictObject({
  /** GB through one NAT gateway. */
  natGatewayGb: amount,
  /** Zones in which a regional NAT gateway is active; it is billed by zone and hour. */
  regionalNatZones: amount,
  /** Average load balancer capacity units. */
  loadBalancerCapacityUnits: amount,
  interfaceEndpointGb: amount,
  /** Spot price as a share of the on-demand price; 1 is the most it can be. */
  spotShareOfOnDemand: amount.max(1),
  /** GB of backups beyond the free amount, which is the size of the database. */
  databaseBackupGb: amount,
  auroraAverageAcu: amount,
  auroraStorageGb: amount,
  auroraMillionIo: amount,
  tableMillionWrites: amount,
  tableMillionReads: amount,
  tableStorageGb: amount,
  queueMillionRequests: amount,
  /** Of a queue that others send to what they could not handle. */
  deadLetterMillionRequests: amount,
  topicMillionRequests: amount,
  bucketGb: amount,
  bucketThousandWrites: amount,
  bucketThousandReads: amount,
  /** GB in one image repository. */
  imageGb: amount,
  zoneMillionQueries: amount,
  webAclMillionRequests: amount,
  functionMillionRequests: amount,
  functionAverageMs: amount,
  /** GB written to one log group. */
  logIngestGb: amount,
  apiMillionRequests: amount,
  buildMinutes: amount,
});

export type Usage = z.infer<typeof assumptions>;
export type Assumption = keyof Usage;

const file = z.strictObject({
  default: assumptions,
  /** What differs in a stack. */
  stacks: z.record(z.string(), assumptions.partial()),
});

/** @throws Error that names the key, if the contents of `usage.json` are not what they should be. */
export function usageOf(json: unknown, stack: string): Usage {
  const parsed = file.safeParse(json);
  if (!parsed.success) throw new Error(`usage.json: ${z.prettifyError(parsed.error)}`);
  const differing = Object.entries(parsed.data.stacks[stack] ?? {}).filter(
    ([, value]) => value !== undefined,
  );
  return { ...parsed.data.default, ...Object.fromEntries(differing) };
}
