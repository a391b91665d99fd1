import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { ecrScanImmutable } from "./ecr-scan-immutable";

describeRule(ecrScanImmutable, {
  compliant: {
    type: "aws:ecr/repository:Repository",
    name: "payment",
    properties: { imageScanningConfiguration: { scanOnPush: true }, imageTagMutability: "IMMUTABLE" },
  },
  fails: {
    "no scan": { "imageScanningConfiguration.scanOnPush": false },
    "nothing said of scans": { imageScanningConfiguration: ABSENT },
    "tags that move": { imageTagMutability: "MUTABLE" },
    "nothing said of tags": { imageTagMutability: ABSENT },
  },
});
