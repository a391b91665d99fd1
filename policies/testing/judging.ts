import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Exemption } from "../exemption";
import { COUNTS, ERROR, EXEMPT, policyOf, UNDECIDED, type Circumstances } from "../pack";
import { notApplicable, type Rule, type StackRule } from "../rule";
import type { decide } from "../verdict";
import { analyze, analyzeStack, STACK, urnOf, type Fixture, type Properties } from "./protocol";
import { allOf, asSituation, type Changes, type Situation, type Spec } from "./situation";

export type Kind = ReturnType<typeof decide>["kind"] | "exempt";

const TODAY = new Date("2027-01-15T12:00:00Z");

export interface Judged {
  readonly kind: Kind;
  readonly message: string;
  readonly level?: number;
}

export function judge(
  rule: Rule,
  spec: Spec,
  given: Changes | Situation,
  exemptions: readonly Exemption[] = [],
) {
  const situation = asSituation(given);
  return judgeAll(rule, allOf(spec, situation), situation.given.settings, exemptions);
}

export async function judgeAll(
  rule: Rule,
  [subject, ...siblings]: readonly [Fixture, ...Fixture[]],
  settings?: Properties,
  exemptions: readonly Exemption[] = [],
): Promise<Judged> {
  if (rule.scope === "resource") {
    return verdictOf(await analyze(policyFor(rule, settings, exemptions), subject), undefined);
  }
  // Siblings may be of the rule's types too; only the subject's verdict is of interest.
  const check: StackRule["check"] = (resource, ...rest) =>
    resource.urn === urnOf(subject) ? rule.check(resource, ...rest) : notApplicable("a sibling");
  const policy = policyFor({ ...rule, check }, settings, exemptions);
  return verdictOf(await analyzeStack(policy, [subject, ...siblings]), urnOf(subject));
}

function verdictOf(response: AnalyzeResponse.AsObject, urn: string | undefined): Judged {
  const diagnostics = response.diagnosticsList.filter(({ message }) => !message.startsWith(COUNTS));
  const found = diagnostics.find((diagnostic) => urn === undefined || diagnostic.urn === urn);
  if (found !== undefined) {
    const { message, enforcementlevel: level } = found;
    const kind = message.startsWith(UNDECIDED) ? "undecided" : message.startsWith(ERROR) ? "error" : "fail";
    return { kind, message, level };
  }
  const [inapplicable] = response.notApplicableList;
  if (inapplicable !== undefined) {
    const message = inapplicable.reason;
    return { kind: message.startsWith(EXEMPT) ? "exempt" : "notApplicable", message };
  }
  const counts = response.diagnosticsList.find(({ message }) => message.startsWith(COUNTS))?.message;
  if (counts === undefined) return { kind: "pass", message: "" };
  const { exempt, passed } = JSON.parse(counts.slice(COUNTS.length)) as { exempt: number; passed: number };
  return { kind: exempt > 0 ? "exempt" : passed > 0 ? "pass" : "notApplicable", message: counts };
}

export function policyFor(rule: Rule, settings: Properties | undefined, exemptions: readonly Exemption[]) {
  const circumstances: Circumstances = {
    stack: STACK,
    exemptions,
    today: TODAY,
    levelOf: () => rule.level,
    settingsOf: () => settings ?? {},
    reportCounts: true,
  };
  return policyOf(rule, circumstances);
}

export function exemptionFor(rule: Rule, { compliant }: Spec, expires: string): Exemption {
  const { type, name } = compliant;
  return {
    rule: rule.id,
    stacks: [STACK],
    type,
    name,
    owner: "platform",
    reason: "to see it excused",
    expires,
  };
}
