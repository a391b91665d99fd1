import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { cloudfrontTls } from "./cloudfront-tls";

describeRule(cloudfrontTls, {
  compliant: {
    type: "aws:cloudfront/distribution:Distribution",
    name: "site",
    properties: {
      defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
      orderedCacheBehaviors: [{ viewerProtocolPolicy: "https-only" }],
      origins: [
        { customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] } },
      ],
      viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
    },
  },
  fails: {
    "plain HTTP for viewers": { "defaultCacheBehavior.viewerProtocolPolicy": "allow-all" },
    "no word on the protocol": { "defaultCacheBehavior.viewerProtocolPolicy": ABSENT },
    "no default behaviour": { defaultCacheBehavior: ABSENT },
    "plain HTTP for some paths": { "orderedCacheBehaviors[0].viewerProtocolPolicy": "allow-all" },
    "plain HTTP to an origin": { "origins[0].customOriginConfig.originProtocolPolicy": "http-only" },
    "SSL 3 to an origin": { "origins[0].customOriginConfig.originSslProtocols": ["TLSv1.2", "SSLv3"] },
    "TLS 1.0 for viewers": { "viewerCertificate.minimumProtocolVersion": "TLSv1" },
    "no minimum version": { "viewerCertificate.minimumProtocolVersion": ABSENT },
    "a version that the stack refuses": where({ settings: { securityPolicies: ["TLSv1.3_2025"] } }),
    "an older version beside a certificate that is not CloudFront's": {
      "viewerCertificate.cloudfrontDefaultCertificate": false,
      "viewerCertificate.minimumProtocolVersion": "TLSv1.1_2016",
    },
  },
  passes: {
    "TLS 1.2 of 2025": { "viewerCertificate.minimumProtocolVersion": "TLSv1.2_2025" },
    "TLS 1.3": { "viewerCertificate.minimumProtocolVersion": "TLSv1.3_2025" },
    "an origin in S3": { "origins[0]": { originAccessControlId: "oac" } },
    "CloudFront's own certificate, which has no minimum to set": {
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    },
    "HTTPS only for all viewers": { "defaultCacheBehavior.viewerProtocolPolicy": "https-only" },
  },
});
