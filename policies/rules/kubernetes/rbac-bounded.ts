import { fault, resourceRule, type Fault } from "../../rule";
import type { Reading } from "../../reading";
import { DETOURS } from "../../subjects/detours";
import { formsOf, objectsIn, type KubernetesObject } from "../../subjects/kubernetes-object";

const GROUP = "kubernetes:rbac.authorization.k8s.io/v1:";
const ROLES = [`${GROUP}Role`, `${GROUP}ClusterRole`];
const EVERYONE = ["system:anonymous", "system:unauthenticated", "system:authenticated", "system:masters"];
const ESCALATIONS = ["bind", "escalate", "impersonate"];
const READING = ["get", "list", "watch"];

export const rbacBounded = resourceRule({
  id: "rbac-bounded",
  description: "Roles list what they allow, none lets its bearer take more, and none is for everyone.",
  remediation:
    "List API groups, resources and verbs; bind named service accounts; keep secrets to one namespace.",
  severity: "high",
  level: "mandatory",
  references: {
    "CIS-EKS": ["4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.8"],
    CKV: [
      "CKV_K8S_49",
      "CKV_K8S_155",
      "CKV_K8S_156",
      "CKV_K8S_157",
      "CKV_K8S_158",
      "CKV2_K8S_1",
      "CKV2_K8S_2",
      "CKV2_K8S_3",
      "CKV2_K8S_4",
      "CKV2_K8S_5",
    ],
  },
  types: formsOf(...ROLES, `${GROUP}RoleBinding`, `${GROUP}ClusterRoleBinding`),
  check: (resource) =>
    objectsIn(resource).flatMap((object) =>
      ROLES.includes(object.type)
        ? object.reading.list("rules").flatMap((rule) => faultsOfRule(rule, object))
        : faultsOfBinding(object),
    ),
});

function faultsOfRule(rule: Reading, { type }: KubernetesObject): Fault[] {
  const has = (key: string, values: readonly string[]): boolean =>
    rule.strings(key).some((value) => values.includes(value));
  return [
    fault(`${rule.path} allows every verb`, () => has("verbs", ["*"])),
    fault(`${rule.path} is for every resource`, () => has("resources", ["*"])),
    fault(`${rule.path} lets its bearer take more rights`, () => has("verbs", ESCALATIONS)),
    fault(
      `${rule.path} reads the secrets of every namespace`,
      () => type === `${GROUP}ClusterRole` && has("resources", ["secrets"]) && has("verbs", READING),
    ),
    ...DETOURS.map(({ description, resources, verbs }) =>
      fault(`${rule.path} ${description}`, () => has("verbs", verbs) && has("resources", resources)),
    ),
  ];
}

function faultsOfBinding({ reading, label }: KubernetesObject): Fault[] {
  return [
    fault(
      `${label}it makes its subjects administrators of the cluster`,
      () => reading.string("roleRef", "name") === "cluster-admin",
    ),
    ...reading
      .list("subjects")
      .map((subject) => fault(`${subject.path} is everyone`, () => subject.isOneOf(EVERYONE, "name"))),
  ];
}
