import { ABSENT } from "../../testing/paths";
import { deployment, patch, POD, SECURITY } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podSeccomp } from "./pod-seccomp";

describeRule(podSeccomp, {
  compliant: deployment({ securityContext: { seccompProfile: { type: "RuntimeDefault" } } }),
  fails: {
    "every system call": { [`${SECURITY}.seccompProfile.type`]: "Unconfined" },
    "nothing said": { [SECURITY]: ABSENT },
    "every system call in one container": {
      [`${SECURITY}.seccompProfile.type`]: "Unconfined",
      [`${POD}.securityContext.seccompProfile.type`]: "RuntimeDefault",
    },
    "a patch that allows every system call": where({
      resource: patch({ securityContext: { seccompProfile: { type: "Unconfined" } } }),
    }),
  },
  passes: {
    "a profile on the node": { [`${SECURITY}.seccompProfile.type`]: "Localhost" },
    "a patch, which may leave it as it is": where({ resource: patch({}) }),
  },
});

describeRule(podSeccomp, {
  compliant: deployment({}, { securityContext: { seccompProfile: { type: "RuntimeDefault" } } }),
  fails: { "every system call": { [`${POD}.securityContext.seccompProfile.type`]: "Unconfined" } },
});
