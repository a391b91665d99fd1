import { fault, notApplicable, resourceRule } from "../../rule";

export const imdsv2 = resourceRule({
  id: "imdsv2",
  description: "Instances answer metadata requests by version 2 only, and not to containers behind them.",
  remediation: 'Set metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 }.',
  severity: "high",
  level: "remediate",
  references: { FSBP: ["EC2.8", "EC2.170"], "CIS-AWS": ["5.7"] },
  types: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  check: (instance) => {
    if (instance.string("metadataOptions", "httpEndpoint") === "disabled")
      return notApplicable("it answers none");
    return [
      fault(
        "it answers metadata requests by version 1",
        () => instance.string("metadataOptions", "httpTokens") !== "required",
      ),
      fault("it answers metadata requests from containers", () =>
        instance.isAbove(1, "metadataOptions", "httpPutResponseHopLimit"),
      ),
    ];
  },
  remedy: () => ({ "metadataOptions.httpTokens": "required", "metadataOptions.httpPutResponseHopLimit": 1 }),
});
