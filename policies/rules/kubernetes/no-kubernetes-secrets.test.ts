import { asList } from "../../testing/as-list";
import { describeRule, type Spec } from "../../testing/spec";
import { noKubernetesSecrets } from "./no-kubernetes-secrets";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const spec: Spec = {
  compliant: {
    type: "kubernetes:core/v1:Secret",
    name: "token",
    properties: { metadata: { name: "token" }, type: "kubernetes.io/service-account-token" },
  },
  sameFor: ["kubernetes:core/v1:SecretPatch"],
  fails: {
    data: { data: { password: "eA==" } },
    "data that is not known yet": { data: UNKNOWN },
    text: { stringData: { password: "x" } },
  },
};

describeRule(noKubernetesSecrets, spec);
describeRule(noKubernetesSecrets, asList(spec));
