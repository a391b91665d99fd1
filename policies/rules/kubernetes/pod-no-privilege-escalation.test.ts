import { ABSENT } from "../../testing/paths";
import { deployment, patch, POD, SECURITY } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podNoPrivilegeEscalation } from "./pod-no-privilege-escalation";

describeRule(podNoPrivilegeEscalation, {
  compliant: deployment({ securityContext: { allowPrivilegeEscalation: false } }),
  fails: {
    "more rights": { [`${SECURITY}.allowPrivilegeEscalation`]: true },
    "nothing said": { [SECURITY]: ABSENT },
    "an init container of which nothing is said": { [`${POD}.initContainers[0].name`]: "first" },
  },
  notApplicable: { "a patch, which may leave it as it is": where({ resource: patch({}) }) },
});
