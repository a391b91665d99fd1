import { deployment, patch, POD } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podHostNamespaces } from "./pod-host-namespaces";

describeRule(podHostNamespaces, {
  compliant: deployment({}, { hostNetwork: false }),
  fails: {
    "the node's network": { [`${POD}.hostNetwork`]: true },
    "the node's processes": { [`${POD}.hostPID`]: true },
    "the node's memory": { [`${POD}.hostIPC`]: true },
    "a patch that takes the node's network": where({
      resource: { ...patch({}), properties: { spec: { template: { spec: { hostNetwork: true } } } } },
    }),
  },
});
