import { fault, resourceRule } from "../../rule";

export const cloudfrontTls = resourceRule({
  id: "cloudfront-tls",
  description: "A distribution speaks TLS 1.2 or newer to viewers and to its own origins, and nothing else.",
  remediation:
    "Set viewerProtocolPolicy to redirect-to-https, minimumProtocolVersion to TLSv1.2_2021 or newer, and let custom origins " +
    "use https-only with TLSv1.2.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["CloudFront.3", "CloudFront.9", "CloudFront.10", "CloudFront.15"] },
  types: ["aws:cloudfront/distribution:Distribution"],
  settings: {
    securityPolicies: {
      type: "array",
      items: { type: "string" },
      default: ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"],
    },
  },
  check: (distribution, settings) => [
    ...[distribution.object("defaultCacheBehavior"), ...distribution.list("orderedCacheBehaviors")].map(
      (behavior) =>
        fault(
          `${behavior?.path ?? "defaultCacheBehavior"} serves plain HTTP`,
          () => behavior?.isOneOf(["https-only", "redirect-to-https"], "viewerProtocolPolicy") !== true,
        ),
    ),
    ...distribution
      .list("origins")
      .flatMap((origin) => [
        fault(
          `${origin.path} is asked over plain HTTP`,
          () => origin.string("customOriginConfig", "originProtocolPolicy") === "http-only",
        ),
        fault(`${origin.path} is asked with a deprecated version of TLS`, () =>
          origin
            .strings("customOriginConfig", "originSslProtocols")
            .some((protocol) => protocol !== "TLSv1.2"),
        ),
      ]),
    fault("viewers may use a deprecated version of TLS", () => {
      if (distribution.boolean("viewerCertificate", "cloudfrontDefaultCertificate") === true) return false;
      return !distribution.isOneOf(
        settings.strings("securityPolicies"),
        "viewerCertificate",
        "minimumProtocolVersion",
      );
    }),
  ],
});
