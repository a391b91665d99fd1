/** Who may use a key besides the account's own IAM policies. */
export interface KeyUse {
  /** Service principal, such as `sns.amazonaws.com`. */
  readonly service: string;
  /** Key of a condition and the pattern its value must match; keeps the service from acting for other accounts. */
  readonly condition: {
    readonly test: "StringEquals" | "ArnLike";
    readonly key: string;
    readonly value: string;
  };
}

/**
 * The policy of a customer-managed key: IAM policies of the account decide, and the named services may encrypt and
 * decrypt for this account only.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keyPolicy(accountId: string, uses: readonly KeyUse[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AccountDecidesByIam",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      ...uses.map(({ service, condition }) => ({
        Sid: `Use${service.replaceAll(/[^A-Za-z0-9]/g, "")}`,
        Effect: "Allow",
        Principal: { Service: service },
        Action: ["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { [condition.test]: { [condition.key]: condition.value } },
      })),
    ],
  });
}
