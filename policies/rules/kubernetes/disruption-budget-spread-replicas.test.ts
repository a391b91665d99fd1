import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { disruptionBudgetSpreadReplicas } from "./disruption-budget-spread-replicas";

const metadata = { name: "payment", namespace: "payment" };
const scaler = {
  type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  name: "scaler",
  properties: { metadata, spec: { scaleTargetRef: { name: "payment" }, minReplicas: 2 } },
};

describeRule(disruptionBudgetSpreadReplicas, {
  compliant: {
    type: "kubernetes:apps/v1:Deployment",
    name: "payment",
    properties: {
      metadata,
      spec: {
        replicas: 2,
        template: { metadata: { labels: { app: "payment" } }, spec: { topologySpreadConstraints: [{}] } },
      },
    },
  },
  siblings: [
    {
      type: "kubernetes:policy/v1:PodDisruptionBudget",
      name: "budget",
      properties: { metadata, spec: { selector: { matchLabels: { app: "payment" } } } },
    },
  ],
  fails: {
    "one replica": { "spec.replicas": 1 },
    "nothing said of replicas": { "spec.replicas": ABSENT },
    "an autoscaler that goes down to one": where({
      more: [{ ...scaler, properties: { metadata, spec: { scaleTargetRef: { name: "payment" } } } }],
    }),
    "no spread": { "spec.template.spec.topologySpreadConstraints": [] },
    "nothing said of a spread": { "spec.template.spec": ABSENT },
    "no budget": where({ siblings: { budget: null } }),
    "a budget of another namespace": where({ siblings: { budget: { "metadata.namespace": "order" } } }),
    "a budget of other pods": where({ siblings: { budget: { "spec.selector.matchLabels.app": "order" } } }),
    "a budget of fewer pods": where({ siblings: { budget: { "spec.selector.matchLabels.tier": "one" } } }),
    "a budget of no pods": where({ siblings: { budget: { "spec.selector": ABSENT } } }),
  },
  passes: {
    "an autoscaler that starts with two": where({ changes: { "spec.replicas": ABSENT }, more: [scaler] }),
    "another namespace's autoscaler": where({
      more: [
        {
          ...scaler,
          properties: {
            metadata: { ...metadata, namespace: "order" },
            spec: { scaleTargetRef: { name: "payment" }, minReplicas: 1 },
          },
        },
      ],
    }),
    "another Deployment's autoscaler": where({
      more: [
        { ...scaler, properties: { metadata, spec: { scaleTargetRef: { name: "order" }, minReplicas: 1 } } },
      ],
    }),
  },
});
