import assert from "node:assert/strict";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { policyOf, type Circumstances } from "./pack";
import { logRetention } from "./rules/cost/log-retention";
import { securityGroupAdminPorts } from "./rules/network/security-group-admin-ports";

const circumstances: Circumstances = {
  stack: "prod",
  exemptions: [],
  today: new Date("2027-01-01"),
  levelOf: (rule) => rule.level,
  settingsOf: () => ({ days: 30 }),
};

describe("a policy", () => {
  it("carries what the rule says of itself", () => {
    const policy = policyOf(logRetention, circumstances);
    assert.equal(policy.name, "log-retention");
    assert.equal(policy.enforcementLevel, "remediate");
    assert.equal(policy.severity, "low");
    assert.equal(policy.remediationSteps, logRetention.remediation);
    assert.deepEqual(policy.tags, ["CT CT.CLOUDWATCH.PR.2", "FSBP CloudWatch.16"]);
    assert.equal(policy.framework?.name, "AWS Control Tower proactive controls");
  });

  it("has the stack's own defaults in the schema of its settings", () => {
    const { configSchema } = policyOf(logRetention, circumstances);
    assert.deepEqual(configSchema?.properties["days"], {
      type: "number",
      minimum: 1,
      maximum: 3653,
      default: 30,
    });
  });

  it("is skipped by its type only if it has one alone, since a list of types is not looked at", () => {
    const typeOf = (policy: ResourceValidationPolicy) =>
      (policy.validateResource as { __pulumiType?: string } | undefined)?.__pulumiType;
    assert.equal(typeOf(policyOf(logRetention, circumstances)), "aws:cloudwatch/logGroup:LogGroup");
    assert.equal(typeOf(policyOf(securityGroupAdminPorts, circumstances)), undefined);
  });

  it("is an error, at every level, if its configuration has a setting that the rule has not", () => {
    const reports: unknown[] = [];
    const { validateResource } = policyOf(logRetention, circumstances) as {
      validateResource: (args: unknown, report: (diagnostic: unknown) => void) => void;
    };
    const args = {
      type: "aws:cloudwatch/logGroup:LogGroup",
      name: "payment",
      urn: "urn",
      props: {},
      opts: { protect: false },
      getConfig: () => ({ day: 7 }),
    };
    validateResource(args, (diagnostic) => reports.push(diagnostic));
    assert.deepEqual(reports, [
      {
        message:
          "error in the rule: log-retention cannot judge urn: rule log-retention has no setting day; it has days",
        urn: "urn",
        enforcementLevel: "mandatory",
      },
    ]);
  });
});
