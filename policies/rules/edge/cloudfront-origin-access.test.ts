import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { cloudfrontOriginAccess } from "./cloudfront-origin-access";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(cloudfrontOriginAccess, {
  compliant: {
    type: "aws:cloudfront/distribution:Distribution",
    name: "site",
    properties: {
      origins: [
        { domainName: UNKNOWN, originAccessControlId: UNKNOWN },
        { domainName: "api.example.com", customOriginConfig: { originProtocolPolicy: "https-only" } },
      ],
    },
  },
  fails: {
    "a bucket without access control": { "origins[0].originAccessControlId": ABSENT },
    "a bucket with the older identity": {
      "origins[0]": { domainName: UNKNOWN, s3OriginConfig: { originAccessIdentity: "identity" } },
    },
    "a bucket's website": { "origins[1].domainName": "site.s3-website-eu-west-1.amazonaws.com" },
    "a bucket's website in a newer region": {
      "origins[1].domainName": "site.s3-website.eu-south-1.amazonaws.com",
    },
  },
  passes: {
    "an origin inside the VPC": {
      "origins[0]": { domainName: UNKNOWN, vpcOriginConfig: { vpcOriginId: UNKNOWN } },
    },
    "a custom origin without a name": { "origins[1].domainName": ABSENT },
    "no origin": { origins: ABSENT },
  },
});
