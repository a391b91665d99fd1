import { fault, notApplicable, resourceRule } from "../../rule";
import { BUCKET, BUCKET_ACL } from "../../subjects/types";

export const s3NoAcl = resourceRule({
  id: "s3-no-acl",
  description: "Access to buckets is granted by policies, not by access control lists.",
  remediation: "Remove the list and its grants; grant access in a bucket policy.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["S3.2", "S3.3", "S3.12"] },
  types: [...BUCKET, ...BUCKET_ACL],
  check: (resource) => {
    const isOwn = BUCKET_ACL.includes(resource.type);
    if (!isOwn && !resource.has("acl") && !resource.has("grants")) return notApplicable("it has no list");
    return [
      fault("its access control list is another than private", () => {
        const acl = resource.string("acl");
        return acl !== undefined && acl !== "private";
      }),
      fault("it has grants", () => resource.list("grants").length > 0),
      fault(
        "its access control policy has grants",
        () => resource.list("accessControlPolicy", "grants").length > 0,
      ),
    ];
  },
});
