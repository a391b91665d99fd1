import { anyOf } from "../../reading";
import { fault, stackRule } from "../../rule";
import { BUCKET } from "../../subjects/types";

const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const s3BlockPublicAccess = stackRule({
  id: "s3-block-public-access",
  description: "Every bucket has a public access block with all four settings on.",
  remediation: "Add a BucketPublicAccessBlock for the bucket with all four settings true.",
  severity: "critical",
  level: "mandatory",
  references: { FSBP: ["S3.8"], "CIS-AWS": ["2.1.4"] },
  types: BUCKET,
  check: (bucket, stack) => {
    const blocks = stack.referringTo(
      bucket,
      ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
      "bucket",
    );
    return [
      fault("it has no public access block", () => blocks.length === 0),
      ...FLAGS.map((flag) =>
        fault(`its public access block leaves ${flag} off`, () =>
          anyOf(blocks, (block) => block.boolean(flag) !== true),
        ),
      ),
    ];
  },
});
