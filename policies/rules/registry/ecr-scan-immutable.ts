import { fault, resourceRule } from "../../rule";

export const ecrScanImmutable = resourceRule({
  id: "ecr-scan-immutable",
  description: "Images are scanned when they are pushed, and a tag never comes to mean another image.",
  remediation: "Set imageScanningConfiguration.scanOnPush to true and imageTagMutability to IMMUTABLE.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["ECR.1", "ECR.2"], "CIS-EKS": ["5.1.1"] },
  types: ["aws:ecr/repository:Repository"],
  check: (repository) => [
    fault(
      "its images are not scanned",
      () => repository.boolean("imageScanningConfiguration", "scanOnPush") !== true,
    ),
    fault("its tags can be moved", () => repository.string("imageTagMutability") !== "IMMUTABLE"),
  ],
});
