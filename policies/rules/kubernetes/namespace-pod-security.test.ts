import { asList } from "../../testing/as-list";
import { ABSENT } from "../../testing/paths";
import { describeRule, where, type Spec } from "../../testing/spec";
import { namespacePodSecurity } from "./namespace-pod-security";

const label = 'metadata.labels["pod-security.kubernetes.io/enforce"]';

const spec: Spec = {
  compliant: {
    type: "kubernetes:core/v1:Namespace",
    name: "payment",
    properties: { metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
  },
  fails: {
    "a milder level": { [label]: "baseline" },
    "no label": { [label]: ABSENT },
    "no metadata": { metadata: ABSENT },
  },
  passes: {
    "a milder level where the stack allows it": where({
      changes: { [label]: "baseline" },
      settings: { levels: ["baseline"] },
    }),
  },
};

describeRule(namespacePodSecurity, spec);
describeRule(namespacePodSecurity, asList(spec));
describeRule(namespacePodSecurity, {
  ...spec,
  compliant: { ...spec.compliant, type: "kubernetes:core/v1:NamespacePatch" },
  fails: { "a milder level": { [label]: "baseline" } },
  notApplicable: { "a patch of something else": { [label]: ABSENT }, "an empty patch": { metadata: ABSENT } },
});
