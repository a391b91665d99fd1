import { fault, stackRule } from "../../rule";
import { BUCKET, BUCKET_LOGGING } from "../../subjects/types";

export const s3AccessLog = stackRule({
  id: "s3-access-log",
  description: "Access to a bucket is logged, except for the bucket that receives the logs.",
  remediation: "Add a BucketLogging for the bucket that delivers to the stack's log bucket.",
  severity: "low",
  level: "advisory",
  references: { FSBP: ["S3.9"] },
  types: BUCKET,
  check: (bucket, stack) => [
    fault(
      "access to it is not logged",
      () =>
        stack.referringTo(bucket, BUCKET_LOGGING, "bucket").length === 0 &&
        stack.referringTo(bucket, BUCKET_LOGGING, "targetBucket").length === 0,
    ),
  ],
});
