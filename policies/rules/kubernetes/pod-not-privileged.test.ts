import { ABSENT } from "../../testing/paths";
import { deployment, patch, POD, SECURITY } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podNotPrivileged } from "./pod-not-privileged";

describeRule(podNotPrivileged, {
  compliant: deployment({ securityContext: { privileged: false } }),
  sameFor: [
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:batch/v1:Job",
    "kubernetes:extensions/v1beta1:DaemonSet",
  ],
  fails: {
    "a privileged container": { [`${SECURITY}.privileged`]: true },
    "a privileged second container": { [`${POD}.containers[1].securityContext.privileged`]: true },
    "a privileged init container": { [`${POD}.initContainers[0].securityContext.privileged`]: true },
    "a host process": { [`${SECURITY}.windowsOptions.hostProcess`]: true },
    "a pod of host processes": { [`${POD}.securityContext.windowsOptions.hostProcess`]: true },
    "a patch that makes a container privileged": where({
      resource: patch({ securityContext: { privileged: true } }),
    }),
    "one of a list": where({
      resource: {
        type: "kubernetes:apps/v1:DeploymentList",
        properties: { items: [{}, deployment({ securityContext: { privileged: true } }).properties] },
      },
    }),
  },
  passes: { "nothing said": { [SECURITY]: ABSENT }, "no pod": { spec: ABSENT } },
});
