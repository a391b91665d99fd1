import { anyOf } from "../../reading";
import { fault, stackRule } from "../../rule";
import { statementsIn, type Statement } from "../../subjects/policy-document";
import { BUCKET } from "../../subjects/types";

export const s3TlsOnly = stackRule({
  id: "s3-tls-only",
  description: "Every bucket's policy denies requests that do not use TLS.",
  remediation:
    "Add a BucketPolicy with a statement that denies s3:* on the bucket and its objects to everyone if aws:SecureTransport is false.",
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
    statement.isForEveryone() &&
    statement.actions().some((action) => action === "s3:*" || action === "*") &&
    statement.isSubjectToOnly("bool", "aws:securetransport", "false") &&
    isAboutAllOf(statement.resources())
  );
}

/** The bucket itself, by an ARN without a slash, and all objects in it. */
function isAboutAllOf(resources: readonly string[]): boolean {
  return (
    resources.some((resource) => !resource.includes("/")) &&
    resources.some((resource) => /^[^/]*\/?\*$/.test(resource))
  );
}
