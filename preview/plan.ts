import type { SourcePosition } from "./registration";

/**
 * The plan file: the desired state of one stack, as `npm run preview -- <stack> --json` writes it.
 * It holds no secret: see {@link PlanValue}. `docs/plan.md` describes it for readers outside this project.
 */
export interface Plan {
  readonly format: "commerce-plan";
  /** Raised when a field changes its meaning or goes away; added fields leave it alone. */
  readonly version: 1;
  readonly project: string;
  readonly stack: string;
  /** What the plan is and what it is not, in sentences to be shown with it. */
  readonly notes: readonly string[];
  /** Sorted by registration; parents come before their children. */
  readonly resources: readonly PlanResource[];
  readonly outputs: Readonly<Record<string, PlanValue>>;
  /** Absent if no policy pack was run; a reader must not take that for "no findings". */
  readonly policies?: PolicyReport;
}

export interface PlanResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly read: boolean;
  readonly simulated: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs: Readonly<Record<string, PlanValue>>;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  /** Paths whose change the program wants answered with a replacement; `*` for any. */
  readonly replaceOnChanges: readonly string[];
  readonly aliases: readonly string[];
  readonly source?: SourcePosition;
}

/**
 * JSON, with four kinds of object that stand for what JSON has not: a value known only after deployment, a secret (its
 * value is never written), a file or folder of code by the SHA-256 of its contents, and another resource.
 */
export type PlanValue =
  | null
  | boolean
  | number
  | string
  | readonly PlanValue[]
  | { readonly [key: string]: PlanValue }
  | { readonly $unknown: true }
  | { readonly $secret: true }
  | { readonly $asset: string }
  | { readonly $resource: string };

/** What the policy pack said of a stack. Rules that were not run are never counted as passed. */
export interface PolicyReport {
  readonly pack: string;
  readonly packVersion: string;
  readonly findings: readonly PolicyFinding[];
  /** Rules that could not be decided because a value they read is unknown at preview. */
  readonly undecided: readonly PolicyFinding[];
  /** For each rule: how many resources it passed, failed, could not decide, or did not apply to. */
  readonly rules: Readonly<Record<string, RuleCounts>>;
  /** An error of the pack itself (it crashed, a rule threw, an exemption is malformed): the gate is closed. */
  readonly errors: readonly string[];
}

export interface RuleCounts {
  readonly passed: number;
  readonly failed: number;
  readonly undecided: number;
  readonly notApplicable: number;
  readonly exempt: number;
}

export interface PolicyFinding {
  readonly rule: string;
  readonly level: "mandatory" | "advisory" | "remediate";
  readonly severity: "low" | "medium" | "high" | "critical";
  /** What is wrong with this resource; holds no value of a property that could be secret. */
  readonly message: string;
  /** What to change. */
  readonly remediation: string;
  /** Absent for a finding about the whole stack. */
  readonly urn?: string;
  readonly source?: SourcePosition;
}
