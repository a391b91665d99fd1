import { matchesPattern } from "./pattern";
import type { Resource, Rule } from "./rule";

/** A reviewed permission for named resources to break one rule until a date. */
export interface Exemption {
  readonly rule: string;
  /** Stacks it holds in; in each of them it has to match a resource. */
  readonly stacks: readonly string[];
  /** Exact type token of the resources. */
  readonly type: string;
  /** Name of the resources in Pulumi; `*` stands for any characters. */
  readonly name: string;
  /** Who answers for it: a team or a person that can be asked. */
  readonly owner: string;
  /** Why the rule cannot hold here, and what stands in for it. */
  readonly reason: string;
  /** The last day it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

const WARNING_DAYS = 14;
const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000;

/** What is wrong with the exemptions as written, one sentence each; a pack with any does not start. */
export function malformed(exemptions: readonly Exemption[], rules: readonly Rule[]): string[] {
  const known = new Set(rules.map(({ id }) => id));
  return exemptions.flatMap((exemption, index) => {
    const at = `exemption ${String(index + 1)} (rule ${JSON.stringify(exemption.rule)})`;
    const problems: string[] = [];
    if (!known.has(exemption.rule)) problems.push(`${at} names no rule of this pack`);
    for (const key of ["type", "name", "owner", "reason"] as const) {
      const value: unknown = exemption[key];
      if (typeof value !== "string" || value.trim() === "") problems.push(`${at} needs a ${key}`);
    }
    const stacks: unknown = exemption.stacks;
    if (!Array.isArray(stacks) || stacks.length === 0) problems.push(`${at} needs at least one stack`);
    if (!isDay(exemption.expires)) {
      problems.push(
        `${at}: expires is ${JSON.stringify(exemption.expires)} and should be a day, such as 2027-03-31`,
      );
    }
    return problems;
  });
}

/** Whole days until the last day it counts; negative once it has expired. */
export function daysLeft(exemption: Exemption, today: Date): number {
  return (Date.parse(exemption.expires) - Date.parse(today.toISOString().slice(0, 10))) / MILLISECONDS_A_DAY;
}

export function endsSoon(exemption: Exemption, today: Date): boolean {
  const days = daysLeft(exemption, today);
  return days >= 0 && days <= WARNING_DAYS;
}

export function covers(
  exemption: Exemption,
  stack: string,
  resource: Pick<Resource, "type" | "name">,
): boolean {
  return (
    exemption.stacks.includes(stack) &&
    exemption.type === resource.type &&
    matchesPattern(exemption.name, resource.name)
  );
}

function isDay(text: unknown): boolean {
  const day = new Date(`${String(text)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
