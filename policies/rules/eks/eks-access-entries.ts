import { fault, resourceRule } from "../../rule";

const CLUSTER = "aws:eks/cluster:Cluster";

export const eksAccessEntries = resourceRule({
  id: "eks-access-entries",
  description:
    "Who may use a cluster is said by access entries alone, for roles that people and programs assume.",
  remediation:
    "Set accessConfig.authenticationMode to API, and give the entry to a role, with an access policy and no system: group.",
  severity: "medium",
  level: "mandatory",
  references: { "CIS-EKS": ["4.1.7"], NIST: ["AC-2"] },
  types: [
    CLUSTER,
    "aws:eks/accessEntry:AccessEntry",
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  ],
  check: (resource) =>
    resource.type === CLUSTER
      ? [
          fault(
            "a ConfigMap in it lets others in, whom AWS does not show",
            () => resource.string("accessConfig", "authenticationMode") !== "API",
          ),
        ]
      : [
          fault("it is for a user or a whole account, whose keys do not expire", () =>
            resource.matches(/:(user\/.*|root)$/, "principalArn"),
          ),
          ...resource
            .list("kubernetesGroups")
            .map((group) =>
              fault(`${group.path} is one of Kubernetes' own groups`, () => group.matches(/^system:/)),
            ),
        ],
});
