import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { cloudfrontWaf } from "./cloudfront-waf";

describeRule(cloudfrontWaf, {
  compliant: {
    type: "aws:cloudfront/distribution:Distribution",
    name: "site",
    properties: { webAclId: "arn:aws:wafv2:us-east-1:1:global/webacl/site/1" },
  },
  fails: { "no web ACL": { webAclId: ABSENT }, "an empty web ACL": { webAclId: "" } },
});
