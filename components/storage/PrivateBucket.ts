import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketPolicy } from "./bucket-policy";

export interface PrivateBucketArgs {
  /** Days after which objects are deleted. @default objects stay */
  readonly expireAfterDays?: number;
  /** Bucket that gets this one's access logs. @default this bucket is itself one for logs and keeps none */
  readonly accessLogBucket?: pulumi.Input<string>;
  /** Key that encrypts the objects. @default S3's own keys, as buckets for access logs require */
  readonly keyArn?: pulumi.Input<string>;
  readonly accountId: string;
  /** Guards the bucket against deletion. */
  readonly protect: boolean;
}

/**
 * A bucket that nobody outside the account can read: no ACLs, no public policies, TLS only, encrypted, versioned.
 * No argument opens it.
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:storage:PrivateBucket", name, args, opts);

    const child = { parent: this };
    const bucket = new aws.s3.Bucket(
      name,
      { forceDestroy: false },
      { parent: this, protect: args.protect, retainOnDelete: args.protect },
    );
    const closed = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      child,
    );
    new aws.s3.BucketOwnershipControls(
      name,
      { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket: bucket.bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: args.keyArn
              ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn }
              : { sseAlgorithm: "AES256" },
            bucketKeyEnabled: true,
          },
        ],
      },
      child,
    );
    new aws.s3.BucketVersioning(
      name,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      child,
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket: bucket.bucket, rules: lifecycleRules(args.expireAfterDays) },
      child,
    );
    new aws.s3.BucketPolicy(
      name,
      {
        bucket: bucket.bucket,
        policy: bucket.arn.apply((arn) =>
          bucketPolicy(arn, args.accessLogBucket === undefined ? args.accountId : undefined),
        ),
      },
      { parent: this, dependsOn: [closed] },
    );
    if (args.accessLogBucket !== undefined) {
      new aws.s3.BucketLogging(
        name,
        { bucket: bucket.bucket, targetBucket: args.accessLogBucket, targetPrefix: `${name}/` },
        child,
      );
    }
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;

    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function lifecycleRules(expireAfterDays?: number): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "remove-what-nobody-sees",
      status: "Enabled",
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      ...(expireAfterDays !== undefined && { expiration: { days: expireAfterDays } }),
    },
  ];
}
