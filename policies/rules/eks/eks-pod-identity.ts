import { fault, resourceRule } from "../../rule";

const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

export const eksPodIdentity = resourceRule({
  id: "eks-pod-identity",
  description: "Pods get their AWS rights by EKS Pod Identity, each workload its own.",
  remediation:
    "Replace the annotation eks.amazonaws.com/role-arn by a PodIdentityAssociation, for a service account of its own.",
  severity: "low",
  level: "advisory",
  references: { "CIS-EKS": ["5.2.1"] },
  types: [ASSOCIATION, "kubernetes:core/v1:ServiceAccount"],
  check: (resource) =>
    resource.type === ASSOCIATION
      ? [
          fault(
            "it gives rights to every pod that names no service account",
            () => resource.string("serviceAccount") === "default",
          ),
        ]
      : [
          fault("it takes its role by annotation", () =>
            resource.has("metadata", "annotations", "eks.amazonaws.com/role-arn"),
          ),
        ],
});
