/**
 * The policy of a bucket: nothing without TLS; for a bucket of access logs, S3's log delivery of this account may write.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 *
 * @param logsOfAccount - the account whose access logs the bucket takes; none for any other bucket
 */
export function bucketPolicy(arn: string, logsOfAccount?: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      ...(logsOfAccount === undefined
        ? []
        : [
            {
              Sid: "AccessLogs",
              Effect: "Allow",
              Principal: { Service: "logging.s3.amazonaws.com" },
              Action: "s3:PutObject",
              Resource: `${arn}/*`,
              Condition: { StringEquals: { "aws:SourceAccount": logsOfAccount } },
            },
          ]),
    ],
  });
}
