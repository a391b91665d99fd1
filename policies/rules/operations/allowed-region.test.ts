import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { allowedRegion } from "./allowed-region";

describeRule(allowedRegion, {
  compliant: { type: "pulumi:providers:aws", name: "aws", properties: { region: "us-east-1" } },
  sameFor: ["aws:sqs/queue:Queue", "aws:s3/bucket:Bucket"],
  fails: {
    "another region": { region: "eu-west-1" },
    "no region": { region: ABSENT },
    "a region that is not this stack's": where({ settings: { regions: ["us-west-2"] } }),
  },
  passes: { "a region of several": where({ settings: { regions: ["us-west-2", "us-east-1"] } }) },
  notApplicable: {
    "a resource in its provider's region": where({
      changes: { region: ABSENT },
      resource: { type: "aws:sqs/queue:Queue" },
    }),
  },
});
