import { z } from "zod";

const date = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "must be a date: year, year-month or year-month-day");

const row = z.strictObject({
  id: z.string().min(1),
  /** An AWS region, or `global` for what costs the same everywhere. */
  region: z.string().min(1),
  unit: z.string().min(1),
  /** US dollars for one unit, without taxes, free tiers, volume tiers and savings plans. */
  usd: z.number().nonnegative(),
  source: z.url(),
  /** The day, month or year of which the source speaks. */
  asOf: date,
});

const table = z.strictObject({
  currency: z.literal("USD"),
  hoursPerMonth: z.number().positive(),
  eksStandardSupportEnds: z.strictObject({
    source: z.url(),
    asOf: date,
    versions: z.record(z.string(), date),
  }),
  rows: z.array(row).min(1),
});

export type Price = z.infer<typeof row>;

export interface PriceTable {
  readonly hoursPerMonth: number;
  /** Last day of standard support by Kubernetes version; older versions are past it, newer ones are in it. */
  readonly eksStandardSupportEnds: Readonly<Record<string, string>>;
  /** Of the oldest row: no figure is older than this. */
  readonly oldestAsOf: string;
  /** Undefined if there is no such row for the region or for all regions. */
  find(id: string, region: string): Price | undefined;
}

/** @throws Error that names the row, if the contents of `prices.json` are not what they should be. */
export function parsePriceTable(json: unknown): PriceTable {
  const parsed = table.safeParse(json);
  if (!parsed.success) throw new Error(`prices.json: ${z.prettifyError(parsed.error)}`);
  const { rows, hoursPerMonth, eksStandardSupportEnds } = parsed.data;
  const byKey = new Map<string, Price>();
  for (const price of rows) {
    const key = `${price.region}/${price.id}`;
    if (byKey.has(key)) throw new Error(`prices.json: two rows for ${price.id} in ${price.region}; keep one`);
    byKey.set(key, price);
  }
  return {
    hoursPerMonth,
    eksStandardSupportEnds: eksStandardSupportEnds.versions,
    oldestAsOf: rows.map((price) => price.asOf).reduce((a, b) => (a < b ? a : b)),
    find: (id, region) => byKey.get(`${region}/${id}`) ?? byKey.get(`global/${id}`),
  };
}
