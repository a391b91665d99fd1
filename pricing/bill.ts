import type { PlanResource, PlanValue } from "../preview/plan";
import type { Price, PriceTable } from "./table";
import type { Assumption, Usage } from "./usage";

/** What the prices need to know of a resource; a plan's resources are such, and the engine's states are made into such. */
export type Priceable = Pick<PlanResource, "urn" | "type" | "name" | "custom" | "inputs"> &
  Partial<Pick<PlanResource, "parent" | "provider" | "propertyDependencies" | "read">>;

export interface CostLine {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What is paid for, such as `instance db.t4g.micro` or `data through the gateway`. */
  readonly what: string;
  readonly quantity: number;
  readonly price: Price;
  readonly usdPerMonth: number;
  /** The settings that the quantity rests on; empty for what is paid whether used or not. */
  readonly assumptions: readonly Assumption[];
}

/** A part of a resource that has a price of its own somewhere, but none here. */
export interface Unpriced {
  readonly urn: string;
  readonly type: string;
  readonly reason: string;
}

/** The resources of a stack, found by what prices ask for. */
export class Stack {
  private readonly byUrn: ReadonlyMap<string, Priceable>;
  private readonly byType = new Map<string, Priceable[]>();
  private readonly targets = new Map<string, ReadonlySet<string>>();

  constructor(private readonly resources: readonly Priceable[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      const same = this.byType.get(resource.type);
      if (same) same.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  get(urn: string): Priceable | undefined {
    return this.byUrn.get(urn);
  }

  ofType(type: string): readonly Priceable[] {
    return this.byType.get(type) ?? [];
  }

  /** URNs of all that any resource's property of that name depends on. */
  targetsOf(property: string): ReadonlySet<string> {
    const known = this.targets.get(property);
    if (known !== undefined) return known;
    const found = new Set(
      this.resources.flatMap((resource) => resource.propertyDependencies?.[property] ?? []),
    );
    this.targets.set(property, found);
    return found;
  }
}

/** Takes down on the bill what a resource of one type costs. */
export type Rule = (resource: Priceable, bill: Bill) => void;

/** Takes down what one resource costs. */
export class Bill {
  readonly lines: CostLine[] = [];
  readonly unpriced: Unpriced[] = [];

  constructor(
    private readonly resource: Priceable,
    private readonly region: string | undefined,
    private readonly prices: PriceTable,
    readonly usage: Usage,
    /** The day for which prices hold; it decides who is in extended support. */
    readonly on: string,
    private readonly stack: Stack,
  ) {}

  /** So many of what is paid by the hour, all month. */
  hourly(id: string, count: number, what: string): void {
    this.add(id, count * this.prices.hoursPerMonth, what, []);
  }

  /** So many units a month, used or not. */
  monthly(id: string, quantity: number, what: string): void {
    this.add(id, quantity, what, []);
  }

  /** So many units a month, if the assumptions hold. */
  byUse(id: string, quantity: number, what: string, ...assumptions: Assumption[]): void {
    this.add(id, quantity, what, assumptions);
  }

  /** So many of what is paid by the hour, all month, if the assumptions hold. */
  hourlyByUse(id: string, count: number, what: string, ...assumptions: Assumption[]): void {
    this.add(id, count * this.prices.hoursPerMonth, what, assumptions);
  }

  miss(reason: string): void {
    this.unpriced.push({ urn: this.resource.urn, type: this.resource.type, reason });
  }

  has(id: string): boolean {
    return this.region !== undefined && this.prices.find(id, this.region) !== undefined;
  }

  isPastStandardSupport(kubernetesVersion: string): boolean {
    const ends = this.prices.eksStandardSupportEnds[kubernetesVersion];
    if (ends !== undefined) return ends < this.on;
    const oldest = Object.keys(this.prices.eksStandardSupportEnds).sort(byMinor)[0];
    return oldest !== undefined && byMinor(kubernetesVersion, oldest) < 0;
  }

  /** The one resource that this resource's property refers to, if the stack has it. */
  referredBy(property: string): Priceable | undefined {
    const urn = this.resource.propertyDependencies?.[property]?.[0];
    return urn === undefined ? undefined : this.stack.get(urn);
  }

  /** Every resource of the stack that this resource's property depends on. */
  dependenciesOf(property: string): readonly Priceable[] {
    const urns = this.resource.propertyDependencies?.[property] ?? [];
    return urns.map((urn) => this.stack.get(urn)).filter((resource) => resource !== undefined);
  }

  /** Whether a property of that name, of any resource in the stack, depends on this resource. */
  isTargetOf(property: string): boolean {
    return this.stack.targetsOf(property).has(this.resource.urn);
  }

  /** Every resource of a type in the stack. */
  others(type: string): readonly Priceable[] {
    return this.stack.ofType(type);
  }

  private add(id: string, quantity: number, what: string, assumptions: readonly Assumption[]): void {
    if (this.region === undefined) {
      this.miss("its region is not known");
      return;
    }
    const price = this.prices.find(id, this.region);
    if (price === undefined) {
      this.miss(`no price for ${id} in ${this.region}`);
      return;
    }
    if (quantity === 0 && assumptions.length > 0) return;
    const { urn, type, name } = this.resource;
    this.lines.push({
      urn,
      type,
      name,
      what,
      quantity,
      price,
      usdPerMonth: quantity * price.usd,
      assumptions,
    });
  }
}

const byMinor = (a: string, b: string): number => Number(a.split(".")[1]) - Number(b.split(".")[1]);

/** The value at a path of plain keys and indexes; undefined if it is absent or cannot be known. */
export function at(
  resource: Priceable | undefined,
  ...path: readonly (string | number)[]
): PlanValue | undefined {
  let value: PlanValue | undefined = resource?.inputs;
  for (const key of path) {
    if (typeof value !== "object" || value === null || "$unknown" in value || "$secret" in value)
      return undefined;
    value = (value as Readonly<Record<string | number, PlanValue>>)[key];
  }
  return typeof value === "object" && value !== null && ("$unknown" in value || "$secret" in value)
    ? undefined
    : value;
}

export function numberAt(
  resource: Priceable | undefined,
  ...path: readonly (string | number)[]
): number | undefined {
  const value = at(resource, ...path);
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

export function textAt(
  resource: Priceable | undefined,
  ...path: readonly (string | number)[]
): string | undefined {
  const value = at(resource, ...path);
  return typeof value === "string" ? value : undefined;
}

export function listAt(
  resource: Priceable | undefined,
  ...path: readonly (string | number)[]
): readonly PlanValue[] {
  const value = at(resource, ...path);
  return Array.isArray(value) ? (value as readonly PlanValue[]) : [];
}
