import { anyOf } from "../../reading";
import { fault, stackRule } from "../../rule";
import { statementsIn, type Statement } from "../../subjects/policy-document";
import { BUCKET } from "../../subjects/types";

export const s3TlsOnly = stackRule({
  id: "s3-tls-only",
  description: "Every bucket's policy denies requests that do not use TLS.",
  remediation:
    "Add a BucketPolicy with a statement that denies s3:* to everyone if aws:SecureTransport is false.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["S3.5"], "CIS-AWS": ["2.1.1"] },
  types: BUCKET,
  check: (bucket, stack) => {
    const policies = stack.referringTo(bucket, ["aws:s3/bucketPolicy:BucketPolicy"], "bucket");
    return [
      fault(
        "no policy of it denies requests without TLS",
        () => !anyOf(policies, (policy) => anyOf(statementsIn(policy, "policy"), deniesPlainHttp)),
      ),
    ];
  },
});

function deniesPlainHttp(statement: Statement): boolean {
  return (
    statement.denies() &&
    statement.isForAnyone() &&
    statement.actions().some((action) => action === "s3:*" || action === "*") &&
    statement.conditionValues("bool", "aws:securetransport").includes("false")
  );
}
