import { ABSENT } from "../../testing/paths";
import { deployment, patch, SECURITY } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podDropsCapabilities } from "./pod-drops-capabilities";

describeRule(podDropsCapabilities, {
  compliant: deployment({ securityContext: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } } }),
  fails: {
    "some capabilities kept": { [`${SECURITY}.capabilities.drop`]: ["NET_RAW"] },
    "nothing said": { [SECURITY]: ABSENT },
    "a capability added": { [`${SECURITY}.capabilities.add[1]`]: "SYS_ADMIN" },
    "a patch that adds one": where({
      resource: patch({ securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }),
    }),
  },
  passes: {
    "nothing added": { [`${SECURITY}.capabilities.add`]: ABSENT },
    "a patch, which may leave it as it is": where({ resource: patch({}) }),
  },
});
