import { fault, resourceRule } from "../../rule";

const PROJECT = "aws:codebuild/project:Project";

export const buildHardened = resourceRule({
  id: "build-hardened",
  description: "Builds run unprivileged and log, and what they leave behind is encrypted.",
  remediation:
    "Leave privilegedMode off, keep a log in CloudWatch or in an encrypted place in S3, and give each artifact store of a " +
    "pipeline an encryption key.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["CodeBuild.3", "CodeBuild.4", "CodeBuild.5"] },
  types: [PROJECT, "aws:codepipeline/pipeline:Pipeline"],
  check: (resource) =>
    resource.type === PROJECT
      ? [
          fault(
            "its builds are privileged",
            () => resource.boolean("environment", "privilegedMode") === true,
          ),
          fault(
            "its builds keep no log",
            () =>
              resource.string("logsConfig", "cloudwatchLogs", "status") === "DISABLED" &&
              resource.string("logsConfig", "s3Logs", "status") !== "ENABLED",
          ),
          fault(
            "its logs in S3 are not encrypted",
            () => resource.boolean("logsConfig", "s3Logs", "encryptionDisabled") === true,
          ),
        ]
      : resource
          .list("artifactStores")
          .map((store) =>
            fault(`${store.path} has no key of its own`, () => !store.has("encryptionKey", "id")),
          ),
});
