import { ABSENT } from "../../testing/paths";
import { deployment, patch, SECURITY } from "../../testing/deployment";
import { describeRule, where } from "../../testing/spec";
import { podReadOnlyRoot } from "./pod-read-only-root";

describeRule(podReadOnlyRoot, {
  compliant: deployment({ securityContext: { readOnlyRootFilesystem: true } }),
  fails: {
    "a file system that can be written": { [`${SECURITY}.readOnlyRootFilesystem`]: false },
    "nothing said": { [SECURITY]: ABSENT },
  },
  notApplicable: { "a patch, which may leave it as it is": where({ resource: patch({}) }) },
});
