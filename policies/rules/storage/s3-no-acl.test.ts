import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { s3NoAcl } from "./s3-no-acl";

describeRule(s3NoAcl, {
  compliant: { type: "aws:s3/bucketAcl:BucketAcl", name: "images", properties: { acl: "private" } },
  sameFor: ["aws:s3/bucketAclV2:BucketAclV2", "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  fails: {
    "a list that everyone reads": { acl: "public-read" },
    "a list for one's own services": { acl: "log-delivery-write" },
    "grants of the list": { "accessControlPolicy.grants": [{ permission: "READ" }] },
    "grants in the bucket itself": where({
      changes: { acl: ABSENT, grants: [{ type: "Group" }] },
      resource: { type: "aws:s3/bucket:Bucket" },
    }),
  },
  passes: { "a policy without grants": { acl: ABSENT, accessControlPolicy: { grants: [] } } },
  notApplicable: {
    "a bucket without a list": where({
      changes: { acl: ABSENT },
      resource: { type: "aws:s3/bucket:Bucket" },
    }),
  },
});
