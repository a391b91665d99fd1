import { fault, resourceRule } from "../../rule";

export const searchPrivateFgacLogs = resourceRule({
  id: "search-private-fgac-logs",
  description: "A search domain lives in the VPC, decides on access by user, and logs errors and access.",
  remediation:
    "Set vpcOptions.subnetIds and advancedSecurityOptions.enabled, and publish ES_APPLICATION_LOGS and AUDIT_LOGS.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["Opensearch.2", "Opensearch.4", "Opensearch.5", "Opensearch.7"] },
  types: ["aws:opensearch/domain:Domain"],
  check: (domain) => [
    fault("it has a public endpoint", () => domain.list("vpcOptions", "subnetIds").length === 0),
    fault(
      "it does not decide on access by user",
      () => domain.boolean("advancedSecurityOptions", "enabled") !== true,
    ),
    ...["ES_APPLICATION_LOGS", "AUDIT_LOGS"].map((type) =>
      fault(
        `it publishes no ${type}`,
        () =>
          !domain
            .list("logPublishingOptions")
            .some((option) => option.string("logType") === type && option.boolean("enabled") !== false),
      ),
    ),
  ],
});
