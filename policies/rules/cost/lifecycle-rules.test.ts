import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { lifecycleRules } from "./lifecycle-rules";

const configuration = (type: string) => ({
  type,
  name: "rules",
  properties: { rules: [{ id: "expire", status: "Enabled" }] },
  from: { bucket: ["images"] },
});

describeRule(lifecycleRules, {
  compliant: { type: "aws:s3/bucket:Bucket", name: "images", properties: {} },
  siblings: [configuration("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")],
  sameFor: ["aws:s3/bucketV2:BucketV2"],
  fails: {
    "no rules": where({ siblings: { rules: null } }),
    "a rule that is off": where({ siblings: { rules: { "rules[0].status": "Disabled" } } }),
    "an empty list of rules": where({ siblings: { rules: { rules: ABSENT } } }),
  },
  passes: {
    "rules of the older kind": where({
      siblings: { rules: null },
      more: [configuration("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2")],
    }),
  },
});

describeRule(lifecycleRules, {
  compliant: { type: "aws:ecr/repository:Repository", name: "payment", properties: {} },
  siblings: [
    {
      type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      name: "policy",
      properties: {},
      from: { repository: ["payment"] },
    },
  ],
  fails: { "no policy": where({ siblings: { policy: null } }) },
});
