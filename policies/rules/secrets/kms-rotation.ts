import { fault, notApplicable, resourceRule } from "../../rule";

export const kmsRotation = resourceRule({
  id: "kms-rotation",
  description: "KMS makes new material for a symmetric key every year.",
  remediation: "Set enableKeyRotation to true.",
  severity: "medium",
  level: "remediate",
  references: { FSBP: ["KMS.4"], "CIS-AWS": ["3.6"] },
  types: ["aws:kms/key:Key"],
  check: (key) => {
    if ((key.string("customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT") !== "SYMMETRIC_DEFAULT") {
      return notApplicable("KMS rotates symmetric keys only");
    }
    return [fault("it is never rotated", () => key.boolean("enableKeyRotation") !== true)];
  },
  remedy: () => ({ enableKeyRotation: true }),
});
