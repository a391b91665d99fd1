import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { rbacBounded } from "./rbac-bounded";

const group = "kubernetes:rbac.authorization.k8s.io/v1:";

describeRule(rbacBounded, {
  compliant: {
    type: `${group}Role`,
    name: "autoscaler",
    properties: { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }] },
  },
  sameFor: [`${group}ClusterRole`],
  fails: {
    "every verb": { "rules[0].verbs": ["*"] },
    "every verb in the second rule": { "rules[1]": { resources: ["nodes"], verbs: ["get", "*"] } },
    "every resource": { "rules[0].resources": ["*"] },
    ...Object.fromEntries(
      ["bind", "escalate", "impersonate"].map((verb) => [verb, { "rules[0].verbs[2]": verb }]),
    ),
    ...Object.fromEntries(
      ["get", "list", "watch"].map((verb) => [
        `${verb} secrets of every namespace`,
        where({
          changes: { "rules[0].resources": ["secrets"], "rules[0].verbs": [verb] },
          resource: { type: `${group}ClusterRole` },
        }),
      ]),
    ),
  },
  passes: {
    "no rules": { rules: ABSENT },
    "secrets of one namespace": { "rules[0].resources": ["secrets"] },
    "secrets that are only made": where({
      changes: { "rules[0].resources": ["secrets"], "rules[0].verbs": ["create"] },
      resource: { type: `${group}ClusterRole` },
    }),
  },
});

describeRule(rbacBounded, {
  compliant: {
    type: `${group}ClusterRoleBinding`,
    name: "autoscaler",
    properties: {
      roleRef: { name: "autoscaler" },
      subjects: [{ kind: "ServiceAccount", name: "autoscaler" }],
    },
  },
  sameFor: [`${group}RoleBinding`],
  fails: {
    administrators: { "roleRef.name": "cluster-admin" },
    ...Object.fromEntries(
      ["system:anonymous", "system:unauthenticated", "system:authenticated", "system:masters"].map((name) => [
        name,
        { "subjects[1]": { kind: "Group", name } },
      ]),
    ),
  },
  passes: { "no subjects": { subjects: ABSENT } },
});
