import { fault, resourceRule } from "../../rule";

export const cloudfrontWaf = resourceRule({
  id: "cloudfront-waf",
  description: "A distribution is behind a web application firewall.",
  remediation: "Set webAclId to the ARN of a WebAcl of the scope CLOUDFRONT.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["CloudFront.6"] },
  types: ["aws:cloudfront/distribution:Distribution"],
  check: (distribution) => [fault("no web ACL protects it", () => !distribution.has("webAclId"))],
});
