import type { Rule } from "../rule";
import { disruptionBudgetAllowsOne } from "../rules/kubernetes/disruption-budget-allows-one";
import { disruptionBudgetSpreadReplicas } from "../rules/kubernetes/disruption-budget-spread-replicas";
import { imagePinnedAndOurs } from "../rules/kubernetes/image-pinned-and-ours";
import { ingressTls } from "../rules/kubernetes/ingress-tls";
import { namespaceNetworkPolicy } from "../rules/kubernetes/namespace-network-policy";
import { namespacePodSecurity } from "../rules/kubernetes/namespace-pod-security";
import { noDefaultNamespace } from "../rules/kubernetes/no-default-namespace";
import { noDefaultServiceAccount } from "../rules/kubernetes/no-default-service-account";
import { noKubernetesSecrets } from "../rules/kubernetes/no-kubernetes-secrets";
import { noSecretsAsEnv } from "../rules/kubernetes/no-secrets-as-env";
import { noSecretsInConfigMaps } from "../rules/kubernetes/no-secrets-in-config-maps";
import { podBaselineRest } from "../rules/kubernetes/pod-baseline-rest";
import { podDropsCapabilities } from "../rules/kubernetes/pod-drops-capabilities";
import { podHostNamespaces } from "../rules/kubernetes/pod-host-namespaces";
import { podHostPathsAndPorts } from "../rules/kubernetes/pod-host-paths-and-ports";
import { podNoPrivilegeEscalation } from "../rules/kubernetes/pod-no-privilege-escalation";
import { podNonRoot } from "../rules/kubernetes/pod-non-root";
import { podNotPrivileged } from "../rules/kubernetes/pod-not-privileged";
import { podProbes } from "../rules/kubernetes/pod-probes";
import { podReadOnlyRoot } from "../rules/kubernetes/pod-read-only-root";
import { podResources } from "../rules/kubernetes/pod-resources";
import { podSeccomp } from "../rules/kubernetes/pod-seccomp";
import { podVolumeTypes } from "../rules/kubernetes/pod-volume-types";
import { rbacBounded } from "../rules/kubernetes/rbac-bounded";
import { storageClassEncrypted } from "../rules/kubernetes/storage-class-encrypted";

export const kubernetes: readonly Rule[] = [
  disruptionBudgetAllowsOne,
  disruptionBudgetSpreadReplicas,
  imagePinnedAndOurs,
  ingressTls,
  namespaceNetworkPolicy,
  namespacePodSecurity,
  noDefaultNamespace,
  noDefaultServiceAccount,
  noKubernetesSecrets,
  noSecretsAsEnv,
  noSecretsInConfigMaps,
  podBaselineRest,
  podDropsCapabilities,
  podHostNamespaces,
  podHostPathsAndPorts,
  podNoPrivilegeEscalation,
  podNonRoot,
  podNotPrivileged,
  podProbes,
  podReadOnlyRoot,
  podResources,
  podSeccomp,
  podVolumeTypes,
  rbacBounded,
  storageClassEncrypted,
];
