import { describeRule, where } from "../../testing/spec";
import { s3AccessLog } from "./s3-access-log";

const logging = (type: string, from: Record<string, string[]>) => [
  { type: "aws:s3/bucket:Bucket", name: "other", properties: {} },
  { type, name: "logging", properties: {}, from },
];

describeRule(s3AccessLog, {
  compliant: { type: "aws:s3/bucket:Bucket", name: "images", properties: {} },
  siblings: logging("aws:s3/bucketLogging:BucketLogging", { bucket: ["images"], targetBucket: ["other"] }),
  sameFor: ["aws:s3/bucketV2:BucketV2"],
  fails: { "no logging": where({ siblings: { logging: null } }) },
  passes: {
    "logging of the older kind": where({
      siblings: { logging: null, other: null },
      more: logging("aws:s3/bucketLoggingV2:BucketLoggingV2", { bucket: ["images"] }),
    }),
    "the bucket that receives the logs": where({
      siblings: { logging: null, other: null },
      more: logging("aws:s3/bucketLogging:BucketLogging", { bucket: ["other"], targetBucket: ["images"] }),
    }),
  },
});
