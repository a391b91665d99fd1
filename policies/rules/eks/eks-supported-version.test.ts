import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { eksSupportedVersion } from "./eks-supported-version";

describeRule(eksSupportedVersion, {
  compliant: { type: "aws:eks/cluster:Cluster", name: "cluster", properties: { version: "1.36" } },
  fails: {
    "an old version": { version: "1.33" },
    "no version": { version: ABSENT },
    "a version that the stack leaves out": where({ settings: { versions: ["1.35"] } }),
  },
  passes: { "the version before the newest": { version: "1.35" } },
});
