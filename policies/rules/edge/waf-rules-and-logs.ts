import { fault, notApplicable, stackRule } from "../../rule";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const ASSOCIATION = ["aws:wafv2/webAclAssociation:WebAclAssociation"];
const LOGGING = ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"];

export const wafRulesAndLogs = stackRule({
  id: "waf-rules-and-logs",
  description:
    "Every web ACL has rules with metrics, logs what it sees and protects something; REST APIs have one.",
  remediation:
    "Give the web ACL rules with cloudwatchMetricsEnabled, a WebAclLoggingConfiguration and an association (or a " +
    "distribution's webAclId); associate each REST API's stage with one.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["WAF.10", "WAF.11", "WAF.12", "APIGateway.4"] },
  types: [WEB_ACL, "aws:apigateway/stage:Stage"],
  check: (resource, stack) => {
    if (resource.type !== WEB_ACL) {
      return [
        fault(
          "no web ACL protects it",
          () => stack.referringTo(resource, ASSOCIATION, "resourceArn").length === 0,
        ),
      ];
    }
    if (resource.has("ruleJson")) return notApplicable("its rules are written as JSON");
    return [
      fault("it has no rule", () => resource.list("rules").length === 0),
      ...resource
        .list("rules")
        .map((rule) =>
          fault(
            `${rule.path} has no metrics`,
            () => rule.boolean("visibilityConfig", "cloudwatchMetricsEnabled") !== true,
          ),
        ),
      fault("it logs nothing", () => stack.referringTo(resource, LOGGING, "resourceArn").length === 0),
      fault(
        "it protects nothing",
        () =>
          stack.referringTo(resource, ASSOCIATION, "webAclArn").length === 0 &&
          stack.referringTo(resource, ["aws:cloudfront/distribution:Distribution"], "webAclId").length === 0,
      ),
    ];
  },
});
