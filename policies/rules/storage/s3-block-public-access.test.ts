import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { s3BlockPublicAccess } from "./s3-block-public-access";

const block = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const elsewhere = { type: "aws:s3/bucket:Bucket", name: "other", properties: {} };

describeRule(s3BlockPublicAccess, {
  compliant: { type: "aws:s3/bucket:Bucket", name: "images", properties: {} },
  siblings: [
    {
      type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      name: "block",
      properties: block,
      from: { bucket: ["images"] },
    },
  ],
  sameFor: ["aws:s3/bucketV2:BucketV2"],
  fails: {
    "no block at all": where({ siblings: { block: null } }),
    ...Object.fromEntries(
      Object.keys(block).flatMap((flag) => [
        [`${flag} off`, where({ siblings: { block: { [flag]: false } } })],
        [`${flag} not said`, where({ siblings: { block: { [flag]: ABSENT } } })],
      ]),
    ),
    "a block of another bucket": where({
      siblings: { block: null },
      more: [
        elsewhere,
        {
          type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
          name: "for-other",
          properties: block,
          from: { bucket: ["other"] },
        },
      ],
    }),
    "something else that belongs to the bucket": where({
      siblings: { block: null },
      more: [
        {
          type: "aws:s3/bucketVersioning:BucketVersioning",
          name: "versions",
          properties: block,
          from: { bucket: ["images"] },
        },
      ],
    }),
  },
});
