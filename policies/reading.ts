/** A value has another type than the rule reads; the message names the path and the types, never the value. */
export class WrongTypeError extends Error {
  constructor(path: string, expected: string, actual: unknown) {
    super(`${path || "the properties"} should be ${expected} and is ${nameOfType(actual)}`);
    this.name = "WrongTypeError";
  }
}

/** The error of `@pulumi/policy`'s unknown-checking proxy; the package exports the class but not its type. */
export interface UnknownValueError extends Error {
  readonly props: readonly string[];
}

export function isUnknownValueError(error: unknown): error is UnknownValueError {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

/**
 * Typed access to a resource's properties, or to a part of them. An absent or null value reads as `undefined`, one that
 * is unknown at preview throws {@link UnknownValueError}, one of another type throws {@link WrongTypeError}. Nothing is
 * read before it is asked for, so that a neighbour's unknown value hides nothing.
 */
export class Reading {
  constructor(
    private readonly value: () => unknown,
    readonly path = "",
  ) {}

  boolean(...keys: string[]): boolean | undefined {
    const value = this.read(keys);
    if (value === undefined || typeof value === "boolean") return value;
    throw new WrongTypeError(this.pathOf(keys), "a boolean", value);
  }

  number(...keys: string[]): number | undefined {
    const value = this.read(keys);
    if (value === undefined || typeof value === "number") return value;
    throw new WrongTypeError(this.pathOf(keys), "a number", value);
  }

  string(...keys: string[]): string | undefined {
    const value = this.read(keys);
    if (value === undefined || typeof value === "string") return value;
    throw new WrongTypeError(this.pathOf(keys), "a string", value);
  }

  /** Whether it is one of these; an absent value is none. */
  isOneOf(values: readonly string[], ...keys: string[]): boolean {
    const value = this.string(...keys);
    return value !== undefined && values.includes(value);
  }

  /** Whether the text is there and matches. */
  matches(pattern: RegExp, ...keys: string[]): boolean {
    const value = this.string(...keys);
    return value !== undefined && pattern.test(value);
  }

  /** Whether the number is there and not below. */
  isAtLeast(minimum: number, ...keys: string[]): boolean {
    const value = this.number(...keys);
    return value !== undefined && value >= minimum;
  }

  /** Whether the number is there and above. */
  isAbove(maximum: number, ...keys: string[]): boolean {
    const value = this.number(...keys);
    return value !== undefined && value > maximum;
  }

  /** @throws Error if it is absent, as a setting with a default cannot be */
  requiredNumber(...keys: string[]): number {
    const value = this.number(...keys);
    if (value === undefined) throw new WrongTypeError(this.pathOf(keys), "a number", value);
    return value;
  }

  object(...keys: string[]): Reading | undefined {
    const value = this.read(keys);
    if (value === undefined) return undefined;
    if (typeof value === "object" && !Array.isArray(value))
      return new Reading(() => value, this.pathOf(keys));
    throw new WrongTypeError(this.pathOf(keys), "an object", value);
  }

  /** A part whose type is open, read when it is asked for. */
  at(key: string): Reading {
    return new Reading(() => this.read([key]), this.pathOf([key]));
  }

  /** The elements, each read only when it is asked for; an absent list has none. */
  list(...keys: string[]): Reading[] {
    const value = this.read(keys);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw new WrongTypeError(this.pathOf(keys), "a list", value);
    const elements: readonly unknown[] = value;
    return Array.from(
      { length: elements.length },
      (_, index) => new Reading(() => elements[index], `${this.pathOf(keys)}[${String(index)}]`),
    );
  }

  strings(...keys: string[]): string[] {
    return this.list(...keys).map((element) => element.string() ?? "");
  }

  keys(...keys: string[]): string[] {
    const value = this.object(...keys)?.value();
    return value === undefined ? [] : Object.keys(value as object);
  }

  /** Whether a value is there, not null and not empty; unlike reading it, that is known even of an unknown value. */
  has(...keys: [string, ...string[]]): boolean {
    const last = keys.at(-1) as string;
    const container = this.object(...keys.slice(0, -1))?.value() as Record<string, unknown> | undefined;
    // A descriptor is read past the proxy that would throw for an unknown value.
    const value: unknown = container && Object.getOwnPropertyDescriptor(container, last)?.value;
    return value !== undefined && value !== null && value !== "";
  }

  /** The value as it came, for the few places that take several types. */
  read(keys: readonly string[] = []): unknown {
    let value = this.value() ?? undefined;
    for (const [depth, key] of keys.entries()) {
      if (value === undefined) return undefined;
      if (typeof value !== "object" || Array.isArray(value)) {
        throw new WrongTypeError(this.pathOf(keys.slice(0, depth)), "an object", value);
      }
      value = Object.hasOwn(value, key) ? ((value as Record<string, unknown>)[key] ?? undefined) : undefined;
    }
    return value;
  }

  private pathOf(keys: readonly string[]): string {
    return [this.path, ...keys].filter((part) => part !== "").join(".");
  }
}

function nameOfType(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === undefined) return "absent";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Whether one of them is so. An unknown one counts only if no other is: then it is for the caller to leave undecided. */
export function anyOf<T>(elements: readonly T[], isSo: (element: T) => boolean): boolean {
  let unknown: UnknownValueError | undefined;
  for (const element of elements) {
    try {
      if (isSo(element)) return true;
    } catch (error) {
      if (!isUnknownValueError(error)) throw error;
      unknown = error;
    }
  }
  if (unknown !== undefined) throw unknown;
  return false;
}
