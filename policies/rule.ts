import type { Reading } from "./reading";

export type Level = "mandatory" | "advisory" | "remediate";
export type Severity = "low" | "medium" | "high" | "critical";

/** What may be wrong with a resource: the words for it, and whether it is so. */
export interface Fault {
  readonly problem: string;
  /** Reads what it needs itself, so that an unknown value leaves the other faults decidable. */
  readonly found: () => boolean;
}

export interface NotApplicable {
  readonly notApplicable: string;
}

export type Check = readonly Fault[] | NotApplicable;

/** @param problem follows the resource's name in a sentence and holds no value that could be secret */
export function fault(problem: string, found: () => boolean): Fault {
  return { problem, found };
}

/** @param reason why the rule has nothing to say about this resource, which is not the same as passing it */
export function notApplicable(reason: string): NotApplicable {
  return { notApplicable: reason };
}

/** One resource as a rule sees it: its inputs in a resource rule, its outputs in a stack rule. */
export interface Resource extends Reading {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;
}

export interface StackResource extends Resource {
  /** Which resources a property's value comes from, by URN: the one link between siblings that a preview knows. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly parent: string | undefined;
}

/** All resources of the stack. */
export interface Stack {
  readonly name: string;
  readonly all: readonly StackResource[];
  ofTypes(types: readonly string[]): readonly StackResource[];
  /** Resources of these types whose property takes its value from the resource. */
  referringTo(resource: Resource, types: readonly string[], property: string): readonly StackResource[];
  /** The resources of these types that a property of the resource takes its value from. */
  referredBy(resource: StackResource, property: string, types: readonly string[]): readonly StackResource[];
}

/** Control ids by framework, see `frameworks.ts`. */
export type References = Readonly<Partial<Record<Framework, readonly string[]>>>;
export type Framework = "FSBP" | "CIS-AWS" | "CIS-EKS" | "CT" | "PSS" | "CKV" | "NIST";

interface Metadata {
  /** Kebab case; the file is named so. */
  readonly id: string;
  /** What a compliant resource is like, as one sentence. */
  readonly description: string;
  /** What to change. */
  readonly remediation: string;
  readonly severity: Severity;
  readonly level: Level;
  /** Mandatory in production's shape only; elsewhere one level milder. @default false */
  readonly productionOnly?: boolean;
  readonly references: References;
  /** Exact type tokens, or which of all tokens. */
  readonly types: readonly string[] | ((type: string) => boolean);
  /** JSON schemas of what a stack may set, each with its default; `packs/settings.ts` holds the stacks' own values. */
  readonly settings?: Readonly<Record<string, SettingSchema>>;
}

export type SettingSchema =
  | {
      readonly type: "array";
      readonly items: { readonly type: "string" };
      readonly default: readonly string[];
    }
  | { readonly type: "number"; readonly minimum: number; readonly maximum: number; readonly default: number };

/** Looks at one resource's inputs. */
export interface ResourceRule extends Metadata {
  readonly scope: "resource";
  readonly check: (resource: Resource, settings: Reading) => Check;
  /** What to set on a resource that fails, by property path; only for rules of the level `remediate`. */
  readonly remedy?: (resource: Resource, settings: Reading) => Readonly<Record<string, unknown>>;
}

/** Looks at one resource among the others of its stack. */
export interface StackRule extends Metadata {
  readonly scope: "stack";
  readonly check: (resource: StackResource, stack: Stack, settings: Reading) => Check;
}

export type Rule = ResourceRule | StackRule;

export function resourceRule(rule: Omit<ResourceRule, "scope">): ResourceRule {
  return { ...rule, scope: "resource" };
}

export function stackRule(rule: Omit<StackRule, "scope">): StackRule {
  return { ...rule, scope: "stack" };
}

export function appliesTo(rule: Rule, type: string): boolean {
  return typeof rule.types === "function" ? rule.types(type) : rule.types.includes(type);
}
