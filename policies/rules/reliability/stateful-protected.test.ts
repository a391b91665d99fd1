import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { statefulProtected } from "./stateful-protected";

const unprotected = { "no protection in Pulumi": where({ resource: { protect: false } }) };

describeRule(statefulProtected, {
  compliant: {
    type: "aws:rds/instance:Instance",
    name: "payment",
    properties: { deletionProtection: true, skipFinalSnapshot: false },
    protect: true,
  },
  sameFor: ["aws:rds/cluster:Cluster"],
  fails: {
    "no protection in AWS": { deletionProtection: false },
    "nothing said": { deletionProtection: ABSENT },
    "no last snapshot": { skipFinalSnapshot: true },
    ...unprotected,
  },
  passes: { "AWS's own last snapshot": { skipFinalSnapshot: ABSENT } },
});

describeRule(statefulProtected, {
  compliant: {
    type: "aws:rds/cluster:Cluster",
    name: "payment",
    properties: { deletionProtection: true },
    protect: true,
  },
  fails: { "no last snapshot": { skipFinalSnapshot: true } },
});

describeRule(statefulProtected, {
  compliant: {
    type: "aws:dynamodb/table:Table",
    name: "order",
    properties: { deletionProtectionEnabled: true },
    protect: true,
  },
  fails: { "no protection in AWS": { deletionProtectionEnabled: false }, ...unprotected },
});

describeRule(statefulProtected, {
  compliant: {
    type: "aws:cognito/userPool:UserPool",
    name: "customers",
    properties: { deletionProtection: "ACTIVE" },
    protect: true,
  },
  fails: { "no protection in AWS": { deletionProtection: "INACTIVE" }, ...unprotected },
});

describeRule(statefulProtected, {
  compliant: {
    type: "aws:s3/bucket:Bucket",
    name: "images",
    properties: { forceDestroy: false },
    protect: true,
  },
  sameFor: ["aws:s3/bucketV2:BucketV2"],
  fails: { "deletion with all its objects": { forceDestroy: true }, ...unprotected },
  passes: { "nothing said of its objects": { forceDestroy: ABSENT } },
});

describeRule(statefulProtected, {
  compliant: {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "public",
    properties: { enableDeletionProtection: true },
  },
  sameFor: ["aws:alb/loadBalancer:LoadBalancer"],
  fails: { "no protection in AWS": { enableDeletionProtection: false } },
});
