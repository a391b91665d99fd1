import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { searchPrivateFgacLogs } from "./search-private-fgac-logs";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(searchPrivateFgacLogs, {
  compliant: {
    type: "aws:opensearch/domain:Domain",
    name: "catalog",
    properties: {
      vpcOptions: { subnetIds: [UNKNOWN] },
      advancedSecurityOptions: { enabled: true },
      logPublishingOptions: [
        { logType: "ES_APPLICATION_LOGS", enabled: true, cloudwatchLogGroupArn: UNKNOWN },
        { logType: "AUDIT_LOGS", enabled: true, cloudwatchLogGroupArn: UNKNOWN },
      ],
    },
  },
  fails: {
    "no VPC": { vpcOptions: ABSENT },
    "no subnet": { "vpcOptions.subnetIds": [] },
    "no access control": { advancedSecurityOptions: ABSENT },
    "access control switched off": { "advancedSecurityOptions.enabled": false },
    "no logs": { logPublishingOptions: ABSENT },
    "no log of errors": { "logPublishingOptions[0].logType": "INDEX_SLOW_LOGS" },
    "no log of access": { "logPublishingOptions[1].logType": "INDEX_SLOW_LOGS" },
    "a log of access that is switched off": { "logPublishingOptions[1].enabled": false },
  },
  passes: { "logs that are on because nothing else is said": { "logPublishingOptions[1].enabled": ABSENT } },
});
