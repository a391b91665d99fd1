import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { functionRuntime } from "./function-runtime";

describeRule(functionRuntime, {
  compliant: {
    type: "aws:lambda/function:Function",
    name: "authenticator",
    properties: { packageType: "Zip", runtime: "nodejs24.x" },
  },
  fails: {
    "a runtime past its end": { runtime: "nodejs18.x" },
    "no runtime": { runtime: ABSENT },
    "a runtime that the stack leaves out": where({ settings: { runtimes: ["python3.14"] } }),
  },
  passes: Object.fromEntries(
    ["nodejs22.x", "python3.14", "python3.13", "java25", "java21", "provided.al2023"].map((runtime) => [
      runtime,
      { runtime, packageType: ABSENT },
    ]),
  ),
  notApplicable: { "a container image": { packageType: "Image", runtime: ABSENT } },
});
