import { fault, resourceRule } from "../../rule";

export const cloudfrontOriginAccess = resourceRule({
  id: "cloudfront-origin-access",
  description:
    "A distribution reads buckets with origin access control, so that nobody else has to be let in.",
  remediation:
    "Set originAccessControlId on each origin that is a bucket; replace website endpoints by the bucket itself.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["CloudFront.13"] },
  types: ["aws:cloudfront/distribution:Distribution"],
  check: (distribution) =>
    distribution
      .list("origins")
      .flatMap((origin) => [
        fault(
          `${origin.path} is a bucket without origin access control`,
          () =>
            !origin.has("customOriginConfig") &&
            !origin.has("vpcOriginConfig") &&
            !origin.has("originAccessControlId"),
        ),
        fault(
          `${origin.path} is a bucket's website, which has to be public`,
          () => origin.has("customOriginConfig") && origin.matches(/\.s3-website[.-]/, "domainName"),
        ),
      ]),
});
