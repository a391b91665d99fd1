import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { wafRulesAndLogs } from "./waf-rules-and-logs";

const fixture = (type: string, name: string, from: Record<string, string[]>) => ({
  type,
  name,
  properties: {},
  from,
});

describeRule(wafRulesAndLogs, {
  compliant: {
    type: "aws:wafv2/webAcl:WebAcl",
    name: "site",
    properties: { scope: "REGIONAL", rules: [{ visibilityConfig: { cloudwatchMetricsEnabled: true } }] },
  },
  siblings: [
    fixture("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logging", {
      resourceArn: ["site"],
    }),
    fixture("aws:wafv2/webAclAssociation:WebAclAssociation", "association", { webAclArn: ["site"] }),
  ],
  fails: {
    "no rules": { rules: [] },
    "no word on rules": { rules: ABSENT },
    "rules without metrics": { "rules[0].visibilityConfig.cloudwatchMetricsEnabled": false },
    "rules without a word on metrics": { "rules[0].visibilityConfig": ABSENT },
    "no logging": where({ siblings: { logging: null } }),
    "nothing to protect": where({ siblings: { association: null } }),
  },
  passes: {
    "a distribution to protect": where({
      siblings: { association: null },
      more: [fixture("aws:cloudfront/distribution:Distribution", "cdn", { webAclId: ["site"] })],
    }),
  },
  evenUnknown: ["ruleJson"],
  notApplicable: { "rules as JSON": { rules: ABSENT, ruleJson: "[]" } },
});

describeRule(wafRulesAndLogs, {
  compliant: { type: "aws:apigateway/stage:Stage", name: "api", properties: {} },
  siblings: [
    fixture("aws:wafv2/webAclAssociation:WebAclAssociation", "association", { resourceArn: ["api"] }),
  ],
  fails: { "a REST API without a web ACL": where({ siblings: { association: null } }) },
});
