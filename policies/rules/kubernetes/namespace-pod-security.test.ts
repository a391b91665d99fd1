import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { namespacePodSecurity } from "./namespace-pod-security";

const label = 'metadata.labels["pod-security.kubernetes.io/enforce"]';

describeRule(namespacePodSecurity, {
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
});
