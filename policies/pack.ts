import type {
  PolicyConfigSchema,
  PolicyPackArgs,
  ReportViolation,
  ResourceValidationArgs,
  StackValidationArgs,
} from "@pulumi/policy";
import { covers, daysLeft, type Exemption } from "./exemption";
import { canRemedy, withRemedy } from "./remedy";
import { frameworkOf, tagsOf } from "./frameworks";
import { Reading } from "./reading";
import { remember, resourceOf, stackOf } from "./resources";
import { appliesTo, type Level, type Resource, type ResourceRule, type Rule, type StackRule } from "./rule";
import { decide, type Verdict } from "./verdict";

/** What a rule is judged by besides the resources. */
export interface Circumstances {
  /** The stack's name, `undefined` where the pack is only described. */
  readonly stack: string | undefined;
  readonly exemptions: readonly Exemption[];
  readonly today: Date;
  readonly levelOf: (rule: Rule) => Level | "disabled";
  /** A stack's own defaults of a rule's settings. */
  readonly settingsOf: (rule: Rule) => Readonly<Record<string, unknown>>;
  /** Add to each stack rule's diagnostics one that carries its counts, for the preview's report. @default false */
  readonly reportCounts?: boolean;
}

/** Begins the message of a diagnostic that is not a finding; `preview/analyzer.ts` reads them. */
export const UNDECIDED = "undecided at preview: ";
export const ERROR = "error in the rule: ";
export const COUNTS = "counts: ";
/** Begins the reason of a "not applicable" that is an exemption. */
export const EXEMPT = "exempt: ";

export type Policy = PolicyPackArgs["policies"][number];

/** The package takes this form of a report too, but declares only the one that cannot set a level. */
type Report = (diagnostic: { message: string; urn?: string; enforcementLevel?: Level }) => void;

export function policyOf(rule: Rule, circumstances: Circumstances): Policy {
  const settings = circumstances.settingsOf(rule);
  const schemas = Object.entries(rule.settings ?? {}).map(
    ([key, schema]) => [key, key in settings ? { ...schema, default: settings[key] } : schema] as const,
  );
  const properties = Object.fromEntries(schemas) as PolicyConfigSchema["properties"];
  const common = {
    name: rule.id,
    description: rule.description,
    enforcementLevel: circumstances.levelOf(rule),
    severity: rule.severity,
    remediationSteps: rule.remediation,
    tags: tagsOf(rule),
    ...frameworkOf(rule),
    ...(schemas.length > 0 ? { configSchema: { properties } } : {}),
  };
  return rule.scope === "stack"
    ? { ...common, validateStack: stackValidation(rule, circumstances) }
    : { ...common, ...resourceValidation(rule, circumstances) };
}

function resourceValidation(rule: ResourceRule, circumstances: Circumstances) {
  const judge = (args: ResourceValidationArgs): Verdict =>
    decide(() => rule.check(resourceOf(args), settingsReading(rule, circumstances, args)));
  const exemptionOf = (resource: Resource) => exemptionFor(rule, resource, circumstances);

  const validateResource = (args: ResourceValidationArgs, report: ReportViolation): void => {
    remember(args);
    if (!appliesTo(rule, args.type)) args.notApplicable("another type");
    const verdict = judge(args);
    const exemption = exemptionOf(resourceOf(args));
    if (exemption !== undefined && isExcusable(verdict)) args.notApplicable(excuse(exemption));
    if (verdict.kind === "notApplicable") args.notApplicable(verdict.reason);
    reportVerdict(rule, args, verdict, report as unknown as Report);
  };

  const remedy = rule.remedy;
  if (remedy === undefined) return { validateResource: withTypeOf(rule, validateResource) };

  const remediateResource = (args: ResourceValidationArgs): Record<string, unknown> | undefined => {
    if (!appliesTo(rule, args.type)) args.notApplicable("another type");
    if (judge(args).kind !== "fail" || exemptionOf(resourceOf(args)) !== undefined) return undefined;
    if (!canRemedy(args.props)) return undefined;
    return withRemedy(args.props, remedy(resourceOf(args), settingsReading(rule, circumstances, args)));
  };
  return {
    validateResource: withTypeOf(rule, validateResource),
    remediateResource: withTypeOf(rule, remediateResource),
  };
}

function stackValidation(rule: StackRule, circumstances: Circumstances) {
  const validateStack = (args: StackValidationArgs, given: ReportViolation): void => {
    const report = given as unknown as Report;
    const stack = stackOf(circumstances.stack ?? "", args.resources);
    const subjects = stack.all.filter((resource) => appliesTo(rule, resource.type));
    if (subjects.length === 0) args.notApplicable("no resource of its types in the stack");
    const counts = { passed: 0, notApplicable: 0, exempt: 0 };
    for (const resource of subjects) {
      const verdict = decide(() => rule.check(resource, stack, settingsReading(rule, circumstances, args)));
      if (isExcusable(verdict) && exemptionFor(rule, resource, circumstances) !== undefined)
        counts.exempt += 1;
      else if (verdict.kind === "notApplicable") counts.notApplicable += 1;
      else if (verdict.kind === "pass") counts.passed += 1;
      else reportVerdict(rule, resource, verdict, report);
    }
    if (circumstances.reportCounts === true) {
      report({ message: COUNTS + JSON.stringify(counts), enforcementLevel: "advisory" });
    }
  };
  return withTypeOf(rule, validateStack);
}

function reportVerdict(rule: Rule, at: { urn: string }, verdict: Verdict, report: Report): void {
  if (verdict.kind === "fail") {
    report({ message: `${verdict.problems.join("; ")}\n${rule.remediation}`, urn: at.urn });
  } else if (verdict.kind === "undecided") {
    const verb = verdict.unknown.length === 1 ? "is" : "are";
    const message = `${UNDECIDED}${verdict.unknown.join(", ")} ${verb} known only after deployment`;
    report({ message, urn: at.urn, enforcementLevel: "advisory" });
  } else if (verdict.kind === "error") {
    const message = `${ERROR}${rule.id} cannot judge ${at.urn}: ${verdict.message}`;
    report({ message, urn: at.urn, enforcementLevel: "mandatory" });
  }
}

/**
 * A policy with one type lets `@pulumi/policy` skip other resources by itself, which costs less than an exception that says
 * so.
 */
function withTypeOf<F extends object>(rule: Rule, validation: F): F {
  if (typeof rule.types === "function" || rule.types.length !== 1) return validation;
  return Object.assign(validation, { __pulumiType: rule.types[0] });
}

function settingsReading(
  rule: Rule,
  circumstances: Circumstances,
  args: Pick<ResourceValidationArgs, "getConfig">,
): Reading {
  const schemas = rule.settings ?? {};
  const configured = args.getConfig<Record<string, unknown>>();
  const unknown = Object.keys(configured).filter((key) => !(key in schemas));
  if (unknown.length > 0) {
    throw new Error(
      `rule ${rule.id} has no setting ${unknown.join(", ")}; it has ${Object.keys(schemas).join(", ") || "none"}`,
    );
  }
  const defaults = Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, schema.default]));
  return new Reading(() => ({ ...defaults, ...circumstances.settingsOf(rule), ...configured }), "settings");
}

function isExcusable(verdict: Verdict): boolean {
  return verdict.kind === "fail" || verdict.kind === "undecided";
}

function exemptionFor(rule: Rule, resource: Resource, circumstances: Circumstances): Exemption | undefined {
  const { stack, today } = circumstances;
  return circumstances.exemptions.find(
    (exemption) =>
      exemption.rule === rule.id &&
      stack !== undefined &&
      covers(exemption, stack, resource) &&
      daysLeft(exemption, today) >= 0,
  );
}

function excuse(exemption: Exemption): string {
  return `${EXEMPT}until ${exemption.expires} by ${exemption.owner}: ${exemption.reason}`;
}
