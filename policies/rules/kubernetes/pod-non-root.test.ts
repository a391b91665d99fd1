import { ABSENT } from "../../testing/paths";
import { deployment, patch, POD, SECURITY } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podNonRoot } from "./pod-non-root";

describeRule(podNonRoot, {
  compliant: deployment({ securityContext: { runAsNonRoot: true, runAsUser: 1000 } }),
  fails: {
    "root allowed": { [`${SECURITY}.runAsNonRoot`]: false },
    "nothing said": { [SECURITY]: ABSENT },
    "root allowed by the container, not by the pod": {
      [`${SECURITY}.runAsNonRoot`]: false,
      [`${POD}.securityContext.runAsNonRoot`]: true,
    },
    "user 0": { [`${SECURITY}.runAsUser`]: 0 },
    "user 0 by the pod": {
      [`${SECURITY}.runAsUser`]: ABSENT,
      [`${POD}.securityContext.runAsUser`]: 0,
    },
    "a patch to user 0": where({ resource: patch({ securityContext: { runAsUser: 0 } }) }),
    "a patch that allows root": where({ resource: patch({ securityContext: { runAsNonRoot: false } }) }),
  },
  passes: {
    "all said by the pod": {
      [SECURITY]: ABSENT,
      [`${POD}.securityContext`]: { runAsNonRoot: true, runAsUser: 1000 },
    },
    "a user of the container's own": { [`${POD}.securityContext.runAsUser`]: 0 },
    "no number said": { [`${SECURITY}.runAsUser`]: ABSENT },
    "a patch, which may leave it as it is": where({ resource: patch({}) }),
  },
});

describeRule(podNonRoot, {
  compliant: deployment({}, { securityContext: { runAsNonRoot: true, runAsUser: 1000 } }),
  fails: { "root allowed by the pod": { [`${POD}.securityContext.runAsNonRoot`]: false } },
});
