import { Reading, WrongTypeError } from "../reading";

/** The statements of an IAM policy document, which a property holds as JSON text or as an object. */
export function statementsIn(resource: Reading, ...keys: string[]): readonly Statement[] {
  const path = [resource.path, ...keys].filter((part) => part !== "").join(".");
  const document = documentOf(resource.read(keys), path);
  if (document === undefined) return [];
  const statements = document.read(["Statement"]);
  const elements = Array.isArray(statements)
    ? document.list("Statement")
    : [document.object("Statement")].filter((statement) => statement !== undefined);
  return elements.map((element) => new Statement(element));
}

function documentOf(value: unknown, path: string): Reading | undefined {
  const document = typeof value === "string" ? parsed(value, path) : value;
  if (document === undefined) return undefined;
  if (typeof document === "object" && document !== null && !Array.isArray(document)) {
    return new Reading(() => document, path);
  }
  throw new WrongTypeError(path, "a JSON document", value);
}

/** What the parser says of a broken text quotes it, and may quote a secret: its words stay out. */
function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongTypeError(path, "a JSON document", text);
  }
}

/** Condition keys that narrow "anyone" to the callers of one account, organisation, network or resource. */
const CALLER_KEYS = [
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:userid",
  "kms:calleraccount",
  "sns:endpoint",
];

export class Statement {
  constructor(private readonly reading: Reading) {}

  get path(): string {
    return this.reading.path;
  }

  allows(): boolean {
    return this.reading.string("Effect") === "Allow";
  }

  denies(): boolean {
    return this.reading.string("Effect") === "Deny";
  }

  actions(): readonly string[] {
    return oneOrMore(this.reading, "Action").map((action) => action.toLowerCase());
  }

  /** Whether it is written for all actions but some. */
  hasNotAction(): boolean {
    return this.reading.has("NotAction");
  }

  resources(): readonly string[] {
    return oneOrMore(this.reading, "Resource");
  }

  /** Whether it is for all resources, or for all but some. */
  isForEveryResource(): boolean {
    return this.reading.has("NotResource") || this.resources().includes("*");
  }

  isConditional(): boolean {
    return this.conditions().length > 0;
  }

  /** Whether it is for every caller there is, signed in or not. */
  isForAnyone(): boolean {
    return this.reading.has("NotPrincipal") || this.isForEveryone();
  }

  /** Whether it is for all callers: a statement with NotPrincipal is for anyone, and leaves some out. */
  isForEveryone(): boolean {
    const principal = this.reading.read(["Principal"]);
    if (principal === undefined || typeof principal === "string") return principal === "*";
    return this.principals("AWS").includes("*");
  }

  principals(kind: "AWS" | "Service" | "Federated"): readonly string[] {
    const principal = this.reading.read(["Principal"]);
    return typeof principal === "string" ? [] : oneOrMore(this.reading, "Principal", kind);
  }

  /** Whether a condition narrows down who the caller may be. */
  isLimitedToCallers(): boolean {
    return this.conditions().some(
      ({ operator, key, values }) =>
        !operator.includes("not") &&
        CALLER_KEYS.includes(key) &&
        !values().includes("*") &&
        values().length > 0,
    );
  }

  /** Values of a condition key under operators that begin so, `StringEquals` and `StringLike` for `string`. */
  conditionValues(operators: string, key: string): readonly string[] {
    return this.conditions()
      .filter((condition) => condition.operator.startsWith(operators) && condition.key === key)
      .flatMap((condition) => condition.values());
  }

  /** Whether it holds wherever the key has this value, and no other condition narrows it. */
  isSubjectToOnly(operators: string, key: string, value: string): boolean {
    return this.conditions().length === 1 && this.conditionValues(operators, key).includes(value);
  }

  /** Values that a claim of an identity provider's token is compared with, whatever the provider is called. */
  conditionValuesOfClaim(claim: string): readonly string[] {
    return this.conditions()
      .filter(
        ({ operator, key }) =>
          /^(foranyvalue:)?string(equals|like)/.test(operator) && key.endsWith(`:${claim}`),
      )
      .flatMap((condition) => condition.values());
  }

  private conditions(): { operator: string; key: string; values: () => readonly string[] }[] {
    return this.reading.keys("Condition").flatMap((operator) =>
      this.reading.keys("Condition", operator).map((key) => ({
        operator: operator.toLowerCase(),
        key: key.toLowerCase(),
        values: () => oneOrMore(this.reading, "Condition", operator, key),
      })),
    );
  }
}

/** JSON policies write one string for a list of one, and conditions write booleans with or without quotes. */
function oneOrMore(reading: Reading, ...keys: string[]): readonly string[] {
  const value = reading.read(keys);
  if (Array.isArray(value)) return reading.list(...keys).map((element) => text(element.read(), element.path));
  return value === undefined ? [] : [text(value, [reading.path, ...keys].join("."))];
}

function text(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  throw new WrongTypeError(path, "a string", value);
}
