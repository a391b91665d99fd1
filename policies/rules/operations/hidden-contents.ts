import { fault, resourceRule } from "../../rule";

const HIDING = [
  "kubernetes:helm.sh/v3:Release",
  "aws:cloudformation/stack:Stack",
  "aws:cloudcontrol/resource:Resource",
];

export const hiddenContents = resourceRule({
  id: "hidden-contents",
  description: "What a stack creates is registered with Pulumi, where rules can see it.",
  remediation: "Use plain objects, an EKS add-on or a helm Chart, whose objects are registered one by one.",
  severity: "low",
  level: "advisory",
  references: {},
  types: (type) => HIDING.includes(type) || /^kubernetes:[^:]+:\w+(Patch|List)$/.test(type),
  check: () => [fault("most rules cannot see what it makes", () => true)],
});
