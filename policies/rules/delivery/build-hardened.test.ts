import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { buildHardened } from "./build-hardened";

describeRule(buildHardened, {
  compliant: {
    type: "aws:codebuild/project:Project",
    name: "migration",
    properties: {
      environment: { privilegedMode: false },
      logsConfig: {
        cloudwatchLogs: { status: "ENABLED" },
        s3Logs: { status: "DISABLED", encryptionDisabled: false },
      },
    },
  },
  fails: {
    "privileged builds": { "environment.privilegedMode": true },
    "no log": { "logsConfig.cloudwatchLogs.status": "DISABLED" },
    "a log in S3 in clear": { "logsConfig.s3Logs.encryptionDisabled": true },
  },
  passes: {
    "AWS's own log": { logsConfig: ABSENT },
    "nothing said of privileges": { "environment.privilegedMode": ABSENT },
    "a log in S3 alone": {
      "logsConfig.cloudwatchLogs.status": "DISABLED",
      "logsConfig.s3Logs.status": "ENABLED",
    },
  },
});

describeRule(buildHardened, {
  compliant: {
    type: "aws:codepipeline/pipeline:Pipeline",
    name: "migration",
    properties: { artifactStores: [{ encryptionKey: { id: "arn", type: "KMS" } }] },
  },
  fails: {
    "a store without a key": { "artifactStores[0].encryptionKey": ABSENT },
    "a second store without a key": { "artifactStores[1]": { location: "artifacts" } },
  },
});
