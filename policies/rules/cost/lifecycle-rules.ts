import { anyOf } from "../../reading";
import { fault, stackRule } from "../../rule";
import { BUCKET, BUCKET_LIFECYCLE } from "../../subjects/types";

export const lifecycleRules = stackRule({
  id: "lifecycle-rules",
  description: "Old objects and images are moved or removed by themselves.",
  remediation:
    "Add an enabled rule in a BucketLifecycleConfiguration, or a LifecyclePolicy for the repository.",
  severity: "low",
  level: "advisory",
  references: { FSBP: ["S3.13", "ECR.3"] },
  types: [...BUCKET, "aws:ecr/repository:Repository"],
  check: (resource, stack) => {
    const configurations = stack.referringTo(resource, BUCKET_LIFECYCLE, "bucket");
    const policies = stack.referringTo(resource, ["aws:ecr/lifecyclePolicy:LifecyclePolicy"], "repository");
    return [
      fault(
        "what it keeps is kept for ever",
        () =>
          policies.length === 0 &&
          !anyOf(configurations, (configuration) =>
            anyOf(configuration.list("rules"), (rule) => rule.string("status") === "Enabled"),
          ),
      ),
    ];
  },
});
