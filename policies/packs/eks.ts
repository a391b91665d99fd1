import type { Rule } from "../rule";
import { eksAccessEntries } from "../rules/eks/eks-access-entries";
import { eksControlPlaneLogs } from "../rules/eks/eks-control-plane-logs";
import { eksEndpointPrivate } from "../rules/eks/eks-endpoint-private";
import { eksPodIdentity } from "../rules/eks/eks-pod-identity";
import { eksPrivateNodes } from "../rules/eks/eks-private-nodes";
import { eksSecretsEncrypted } from "../rules/eks/eks-secrets-encrypted";
import { eksSupportedVersion } from "../rules/eks/eks-supported-version";

export const eks: readonly Rule[] = [
  eksAccessEntries,
  eksControlPlaneLogs,
  eksEndpointPrivate,
  eksPodIdentity,
  eksPrivateNodes,
  eksSecretsEncrypted,
  eksSupportedVersion,
];
