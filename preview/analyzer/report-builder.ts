import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import type { PolicyFinding, PolicyReport } from "../plan";
import type { Registration } from "../registration";
import { changedPaths } from "./changed-paths";

/** How the pack marks what is not a finding; `policies/pack.ts` writes them, docs/adr/0003-policies.md explains them. */
export const UNDECIDED = "undecided at preview: ";
export const ERROR = "error in the rule: ";
export const COUNTS = "counts: ";
export const EXEMPT = "exempt: ";

type Counts = { -readonly [Key in keyof PolicyReport["rules"][string]]: number };

/** Turns a pack's answers into a report in which every rule accounts for every resource. */
export class ReportBuilder {
  private readonly findings: PolicyFinding[] = [];
  private readonly undecided: PolicyFinding[] = [];
  private readonly errors: string[] = [];
  private readonly counts = new Map<string, Counts>();
  private readonly policies: ReadonlyMap<string, proto.PolicyInfo>;
  private readonly levels: ReturnType<proto.ConfigureAnalyzerRequest["getPolicyconfigMap"]>;
  private readonly remediations = new Set<string>();

  constructor(
    private readonly information: proto.AnalyzerInfo,
    configuration: proto.ConfigureAnalyzerRequest,
    private readonly registrations: readonly Registration[],
  ) {
    this.levels = configuration.getPolicyconfigMap();
    this.policies = new Map(information.getPoliciesList().map((policy) => [policy.getName(), policy]));
  }

  /** @returns the inputs after all remediations, `undefined` if there was none */
  remediated(
    registration: Registration,
    response: proto.RemediateResponse,
  ): Readonly<Record<string, unknown>> | undefined {
    let inputs: Readonly<Record<string, unknown>> | undefined;
    for (const remediation of response.getRemediationsList()) {
      const rule = remediation.getPolicyname();
      const after = remediation.getProperties()?.toJavaScript();
      if (after === undefined) {
        const message = remediation.getDiagnostic();
        this.undecided.push(this.finding(rule, "advisory", message, registration.urn));
        continue;
      }
      const paths = changedPaths(inputs ?? registration.inputs, after);
      const message = `remediated: ${paths.join(", ")} ${paths.length === 1 ? "is" : "are"} set by the policy`;
      this.findings.push(this.finding(rule, "remediate", message, registration.urn));
      this.remediations.add(`${rule} ${registration.urn}`);
      inputs = after;
    }
    return inputs;
  }

  analyzed(registration: Registration, response: proto.AnalyzeResponse): void {
    const notApplicable = new Map(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    );
    const diagnostics = response.getDiagnosticsList();
    for (const rule of this.rulesOf(proto.PolicyType.POLICY_TYPE_RESOURCE)) {
      const reason = notApplicable.get(rule);
      const own = diagnostics.filter((diagnostic) => diagnostic.getPolicyname() === rule);
      if (reason !== undefined) this.count(rule, reason.startsWith(EXEMPT) ? "exempt" : "notApplicable");
      else if (own.length > 0) own.forEach((diagnostic) => this.diagnosed(diagnostic, registration.urn));
      else this.count(rule, this.remediations.has(`${rule} ${registration.urn}`) ? "failed" : "passed");
    }
  }

  stackAnalyzed(response: proto.AnalyzeResponse): void {
    for (const diagnostic of response.getDiagnosticsList()) {
      if (diagnostic.getMessage().startsWith(COUNTS)) {
        const counts = JSON.parse(diagnostic.getMessage().slice(COUNTS.length)) as Counts;
        for (const verdict of ["passed", "exempt"] as const) {
          this.count(diagnostic.getPolicyname(), verdict, counts[verdict]);
        }
      } else this.diagnosed(diagnostic, diagnostic.getUrn() === "" ? undefined : diagnostic.getUrn());
    }
    for (const rule of this.rulesOf(proto.PolicyType.POLICY_TYPE_STACK)) {
      const { passed, failed, undecided, exempt } = this.countsOf(rule);
      this.count(rule, "notApplicable", this.registrations.length - passed - failed - undecided - exempt);
    }
  }

  failed(registration: Registration | undefined, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.errors.push(`${registration?.urn ?? "the stack"} could not be checked: ${message}`);
  }

  report(complaint: string | undefined): PolicyReport {
    const order = new Map(this.registrations.map(({ urn }, index) => [urn, index]));
    const byResource = (one: PolicyFinding, other: PolicyFinding): number =>
      (order.get(one.urn ?? "") ?? -1) - (order.get(other.urn ?? "") ?? -1) ||
      one.rule.localeCompare(other.rule);
    if (complaint !== undefined) this.errors.push(complaint);
    if (this.policies.size === 0) this.errors.push("the pack holds no policy");
    return {
      pack: this.information.getName(),
      packVersion: this.information.getVersion(),
      findings: this.findings.sort(byResource),
      undecided: this.undecided.sort(byResource),
      rules: Object.fromEntries([...this.policies.keys()].sort().map((rule) => [rule, this.countsOf(rule)])),
      errors: [...new Set(this.errors)],
    };
  }

  private diagnosed(diagnostic: proto.AnalyzeDiagnostic, urn: string | undefined): void {
    const rule = diagnostic.getPolicyname();
    const message = diagnostic.getMessage();
    if (message.startsWith(ERROR)) {
      this.errors.push(message.slice(ERROR.length));
      this.count(rule, "failed");
    } else if (message.startsWith(UNDECIDED) || message.startsWith("can't run policy ")) {
      this.undecided.push(this.finding(rule, this.levelOf(rule), message, urn));
      this.count(rule, "undecided");
    } else {
      const level =
        diagnostic.getEnforcementlevel() === proto.EnforcementLevel.ADVISORY ? "advisory" : "mandatory";
      this.findings.push(this.finding(rule, level, message, urn));
      this.count(rule, "failed");
    }
  }

  private finding(
    rule: string,
    level: PolicyFinding["level"],
    text: string,
    urn: string | undefined,
  ): PolicyFinding {
    const remediation = this.policies.get(rule)?.getRemediationSteps() ?? "";
    const source = this.registrations.find((registration) => registration.urn === urn)?.source;
    const suffix = `\n${remediation}`;
    const message = text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
    return {
      rule,
      level,
      severity: this.severityOf(rule),
      message,
      remediation,
      ...(urn === undefined ? {} : { urn }),
      ...(source === undefined ? {} : { source }),
    };
  }

  private severityOf(rule: string): PolicyFinding["severity"] {
    const severities = [undefined, "low", "medium", "high", "critical"] as const;
    return severities[this.policies.get(rule)?.getSeverity() ?? 0] ?? "medium";
  }

  private levelOf(rule: string): PolicyFinding["level"] {
    return this.enforcementOf(rule) === proto.EnforcementLevel.ADVISORY ? "advisory" : "mandatory";
  }

  private enforcementOf(rule: string): proto.EnforcementLevel | undefined {
    return this.levels.get(rule)?.getEnforcementlevel();
  }

  private rulesOf(type: proto.PolicyType): string[] {
    return [...this.policies.values()]
      .filter((policy) => policy.getPolicyType() === type)
      .map((policy) => policy.getName())
      .filter((rule) => this.enforcementOf(rule) !== proto.EnforcementLevel.DISABLED);
  }

  private count(rule: string, verdict: keyof Counts, by = 1): void {
    this.countsOf(rule)[verdict] += by;
  }

  private countsOf(rule: string): Counts {
    const counts = this.counts.get(rule) ?? {
      passed: 0,
      failed: 0,
      undecided: 0,
      notApplicable: 0,
      exempt: 0,
    };
    this.counts.set(rule, counts);
    return counts;
  }
}
