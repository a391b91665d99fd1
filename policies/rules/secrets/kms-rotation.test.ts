import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { kmsRotation } from "./kms-rotation";

describeRule(kmsRotation, {
  compliant: {
    type: "aws:kms/key:Key",
    name: "data",
    properties: { customerMasterKeySpec: "SYMMETRIC_DEFAULT", enableKeyRotation: true },
  },
  fails: {
    "no rotation": { enableKeyRotation: false },
    "nothing said": { enableKeyRotation: ABSENT, customerMasterKeySpec: ABSENT },
  },
  notApplicable: {
    "an asymmetric key": { customerMasterKeySpec: "ECC_NIST_P256", enableKeyRotation: ABSENT },
  },
  remedied: { "no rotation": { enableKeyRotation: true }, "nothing said": { enableKeyRotation: true } },
});
