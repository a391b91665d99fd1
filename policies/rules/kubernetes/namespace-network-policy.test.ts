import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { namespaceNetworkPolicy } from "./namespace-network-policy";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const refuseAll = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const policy = (namespace: string, from = {}) => ({
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  name: "other",
  properties: { metadata: { namespace }, spec: refuseAll },
  from,
});

describeRule(namespaceNetworkPolicy, {
  compliant: {
    type: "kubernetes:core/v1:Namespace",
    name: "payment-namespace",
    properties: { metadata: { name: "payment" } },
  },
  siblings: [{ ...policy("payment"), name: "refuse" }],
  // A name that is unknown or no name matches no policy by name.
  evenUnknown: ["metadata.name", "metadata.namespace", "metadata"],
  fails: {
    "no policy": where({ siblings: { refuse: null } }),
    "a policy of another namespace": where({ siblings: { refuse: { "metadata.namespace": "order" } } }),
    "a policy for some pods": where({
      siblings: { refuse: { "spec.podSelector.matchLabels.app": "payment" } },
    }),
    "a policy for what comes in alone": where({ siblings: { refuse: { "spec.policyTypes": ["Ingress"] } } }),
    "a policy for what goes out alone": where({ siblings: { refuse: { "spec.policyTypes": ["Egress"] } } }),
    "a policy that lets something in": where({ siblings: { refuse: { "spec.ingress": [{}] } } }),
    "a policy that lets something out": where({ siblings: { refuse: { "spec.egress": [{}] } } }),
    "a namespace and a policy without a name": where({
      changes: { "metadata.name": ABSENT },
      siblings: { refuse: { "metadata.namespace": ABSENT } },
    }),
  },
  passes: {
    "a policy with no rules": where({ siblings: { refuse: { "spec.ingress": [], "spec.egress": [] } } }),
    "a policy that takes the namespace's name from it": where({
      changes: { "metadata.name": ABSENT },
      siblings: { refuse: null },
      more: [policy(UNKNOWN, { metadata: ["payment-namespace"] })],
    }),
    "two policies, one for each direction": where({
      siblings: { refuse: { "spec.policyTypes": ["Ingress"] } },
      more: [
        {
          ...policy("payment"),
          properties: { metadata: { namespace: "payment" }, spec: { policyTypes: ["Egress"] } },
        },
      ],
    }),
  },
});
