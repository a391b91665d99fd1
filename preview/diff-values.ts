import type { PlanValue } from "./plan";
import { pathTo } from "./wire-values";

/** One place in which two values differ. */
export interface ValueChange {
  readonly path: string;
  readonly before?: PlanValue;
  readonly after?: PlanValue;
}

type Values = Readonly<Record<string, PlanValue>>;

/**
 * Where two sets of values differ, as deep as can be told. Two unknown values count as the same, and so do two secrets:
 * nobody can compare what a plan does not hold. Text that is JSON on both sides is compared as what it stands for.
 */
export function changedValues(before: Values, after: Values, path = ""): ValueChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => changedValue(own(before, key), own(after, key), pathTo(path, key)));
}

/** `record[key]`, and nothing for keys such as `toString` that every object has. */
export function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function changedValue(
  before: PlanValue | undefined,
  after: PlanValue | undefined,
  path: string,
): ValueChange[] {
  if (before === undefined) return after === undefined ? [] : [{ path, after }];
  if (after === undefined) return [{ path, before }];
  if (Array.isArray(before) && Array.isArray(after)) return changedItems(before, after, path);
  if (isPlain(before) && isPlain(after)) return changedValues(before, after, path);
  if (typeof before === "string" && typeof after === "string" && before !== after) {
    const documents = [document(before), document(after)] as const;
    if (documents[0] !== undefined && documents[1] !== undefined) {
      const inside = changedValue(...documents, path);
      if (inside.length > 0) return inside;
    }
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function changedItems(
  before: readonly PlanValue[],
  after: readonly PlanValue[],
  path: string,
): ValueChange[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) =>
    changedValue(before[index], after[index], `${path}[${String(index)}]`),
  ).flat();
}

/** An object of data, and none of those that stand for a value. */
function isPlain(value: PlanValue): value is Values {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !Object.keys(value).some((key) => MARKS.has(key));
}

const MARKS = new Set(["$unknown", "$secret", "$asset", "$resource"]);

function document(text: string): PlanValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as PlanValue;
  } catch {
    return undefined;
  }
}

/** The paths at which both values are only known after deployment. */
export function unknownInBoth(
  before: PlanValue | undefined,
  after: PlanValue | undefined,
  path: string,
): string[] {
  if (isUnknown(before) && isUnknown(after)) return [path];
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((inner: PlanValue, index) =>
      unknownInBoth(inner, after[index] as PlanValue | undefined, `${path}[${String(index)}]`),
    );
  }
  if (before === undefined || after === undefined || !isPlain(before) || !isPlain(after)) return [];
  return bothIn(before, after, path);
}

function bothIn(before: Values, after: Values, path: string): string[] {
  return Object.keys(before).flatMap((key) => unknownInBoth(before[key], own(after, key), pathTo(path, key)));
}

function isUnknown(value: PlanValue | undefined): boolean {
  return typeof value === "object" && value !== null && "$unknown" in value;
}

/** `true` if one of the two paths leads into the other; `*` stands for any property, an index for every item. */
export function overlap(path: string, selector: string): boolean {
  const [left, right] = [segments(path), segments(selector)];
  const common = Math.min(left.length, right.length);
  return left.slice(0, common).every((segment, index) => segment === right[index] || right[index] === "*");
}

/** `true` if `path` is what `selector` selects, or lies inside of it. */
export function isWithin(path: string, selector: string): boolean {
  return segments(selector).length <= segments(path).length && overlap(path, selector);
}

function segments(path: string): string[] {
  const found = path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g);
  return [...found].map(([, quoted, index, name]) => quoted ?? (index === undefined ? (name ?? "") : "*"));
}
