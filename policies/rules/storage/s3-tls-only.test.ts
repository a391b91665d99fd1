import { describeRule, where } from "../../testing/spec";
import { s3TlsOnly } from "./s3-tls-only";

const deny = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const bucket = "arn:aws:s3:::images";
const policy = (...statements: unknown[]) => ({
  siblings: { policy: { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) } },
});

describeRule(s3TlsOnly, {
  compliant: { type: "aws:s3/bucket:Bucket", name: "images", properties: {} },
  siblings: [
    {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      name: "policy",
      properties: { policy: JSON.stringify({ Statement: [deny] }) },
      from: { bucket: ["images"] },
    },
  ],
  sameFor: ["aws:s3/bucketV2:BucketV2"],
  fails: {
    "no policy": where({ siblings: { policy: null } }),
    "a policy of another bucket": where({
      siblings: { policy: null },
      more: [
        { type: "aws:s3/bucket:Bucket", name: "other", properties: {} },
        {
          type: "aws:s3/bucketPolicy:BucketPolicy",
          name: "for-other",
          properties: { policy: JSON.stringify({ Statement: [deny] }) },
          from: { bucket: ["other"] },
        },
      ],
    }),
    "a policy without statements": where(policy()),
    "a statement that allows": where(policy({ ...deny, Effect: "Allow" })),
    "a statement for one principal": where(policy({ ...deny, Principal: { AWS: "arn:aws:iam::1:root" } })),
    "a statement for some actions": where(policy({ ...deny, Action: ["s3:GetObject"] })),
    "a statement about requests with TLS": where(
      policy({ ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ),
    "a statement that leaves a principal out": where(
      policy({ ...deny, Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::1:root" } }),
    ),
    "a statement for some objects": where(policy({ ...deny, Resource: [bucket, `${bucket}/logs/*`] })),
    "a statement for the objects alone": where(policy({ ...deny, Resource: `${bucket}/*` })),
    "a statement for the bucket alone": where(policy({ ...deny, Resource: [bucket] })),
    "a statement without resources": where(policy({ ...deny, Resource: [] })),
    "a second condition": where(
      policy({
        ...deny,
        Condition: { ...deny.Condition, StringEquals: { "aws:PrincipalOrgID": "o-1" } },
      }),
    ),
    "another condition": where(policy({ ...deny, Condition: { Bool: { "aws:ViaAWSService": "false" } } })),
    "another operator": where(policy({ ...deny, Condition: { Null: { "aws:SecureTransport": "false" } } })),
  },
  passes: {
    "the statement among others": where(policy({ Effect: "Allow", Principal: "*", Action: "s3:Get*" }, deny)),
    "one statement that is no list": where({
      siblings: { policy: { policy: JSON.stringify({ Statement: deny }) } },
    }),
    "the bucket and its objects": where(policy({ ...deny, Resource: [bucket, `${bucket}/*`] })),
    "both by one pattern": where(policy({ ...deny, Resource: `${bucket}*` })),
    "all actions": where(policy({ ...deny, Action: ["*"] })),
    "all actions of S3 among others": where(policy({ ...deny, Action: ["s3:GetObject", "s3:*"] })),
    "everyone as an AWS principal": where(policy({ ...deny, Principal: { AWS: ["*"] } })),
    "a condition without quotes, its key in other letters": where(
      policy({ ...deny, Condition: { BoolIfExists: { "AWS:securetransport": [false] } } }),
    ),
    "the policy as an object": where({ siblings: { policy: { policy: { Statement: [deny] } } } }),
  },
  errors: { "a policy that is no JSON": where({ siblings: { policy: { policy: "{" } } }) },
});
