import { asList } from "../../testing/as-list";
import { ABSENT } from "../../testing/paths";
import { describeRule, where, type Spec } from "../../testing/spec";
import { rbacBounded } from "./rbac-bounded";

/** Verbs by resources that give more than they say. */
const detours: readonly (readonly [verbs: string, resources: string])[] = [
  ["get create", "pods/exec pods/attach nodes/proxy"],
  [
    "create",
    "pods deployments daemonsets statefulsets replicasets replicationcontrollers jobs cronjobs persistentvolumes serviceaccounts/token",
  ],
  ["update patch", "certificatesigningrequests/approval services/status"],
  ["approve", "signers"],
  ["create update patch", "validatingwebhookconfigurations mutatingwebhookconfigurations"],
];
const detourCases = detours.flatMap(([verbs, resources]) =>
  verbs
    .split(" ")
    .flatMap((verb) => resources.split(" ").map((resource) => [verb, resource] as const))
    .map(([verb, resource]): [string, object] => [
      `${verb} ${resource}`,
      { "rules[1]": { resources: ["nodes", resource], verbs: ["watch", verb] } },
    ]),
);

const group = "kubernetes:rbac.authorization.k8s.io/v1:";

const role: Spec = {
  compliant: {
    type: `${group}Role`,
    name: "autoscaler",
    properties: { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }] },
  },
  sameFor: [`${group}ClusterRole`, `${group}RolePatch`, `${group}ClusterRolePatch`],
  fails: {
    "every verb": { "rules[0].verbs": ["*"] },
    "every verb in the second rule": { "rules[1]": { resources: ["nodes"], verbs: ["get", "*"] } },
    "every resource": { "rules[0].resources": ["*"] },
    ...Object.fromEntries(
      ["bind", "escalate", "impersonate"].map((verb) => [verb, { "rules[0].verbs[2]": verb }]),
    ),
    ...(Object.fromEntries(detourCases) as Record<string, Record<string, unknown>>),
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
    "pods that are evicted": { "rules[1]": { resources: ["pods/eviction"], verbs: ["create"] } },
    "what is made in one rule and read in another": {
      "rules[0].resources": ["configmaps"],
      "rules[0].verbs": ["create"],
      "rules[1]": { resources: ["persistentvolumes", "serviceaccounts/token"], verbs: ["get", "update"] },
    },
    "secrets of one namespace": { "rules[0].resources": ["secrets"] },
    "secrets that are only made": where({
      changes: { "rules[0].resources": ["secrets"], "rules[0].verbs": ["create"] },
      resource: { type: `${group}ClusterRole` },
    }),
  },
};

describeRule(rbacBounded, role);
describeRule(rbacBounded, asList(role));

const binding: Spec = {
  compliant: {
    type: `${group}ClusterRoleBinding`,
    name: "autoscaler",
    properties: {
      roleRef: { name: "autoscaler" },
      subjects: [{ kind: "ServiceAccount", name: "autoscaler" }],
    },
  },
  sameFor: [`${group}RoleBinding`, `${group}RoleBindingPatch`, `${group}ClusterRoleBindingPatch`],
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
};

describeRule(rbacBounded, binding);
describeRule(rbacBounded, asList(binding));
