import { fault, notApplicable, resourceRule } from "../../rule";

export const functionRuntime = resourceRule({
  id: "function-runtime",
  description: "A function's runtime gets security updates.",
  remediation: "Set runtime to a supported version, nodejs24.x at best.",
  severity: "medium",
  level: "advisory",
  references: { FSBP: ["Lambda.2"] },
  types: ["aws:lambda/function:Function"],
  settings: {
    runtimes: {
      type: "array",
      items: { type: "string" },
      default: [
        "nodejs24.x",
        "nodejs22.x",
        "python3.14",
        "python3.13",
        "java25",
        "java21",
        "provided.al2023",
      ],
    },
  },
  check: (lambda, settings) => {
    if (lambda.string("packageType") === "Image") return notApplicable("its image holds its runtime");
    return [
      fault(
        "its runtime is not one of those the stack allows",
        () => !lambda.isOneOf(settings.strings("runtimes"), "runtime"),
      ),
    ];
  },
});
