import { fault, stackRule } from "../../rule";

export const vpcFlowLogs = stackRule({
  id: "vpc-flow-logs",
  description: "Every VPC logs the traffic that is refused.",
  remediation: "Add a FlowLog for the VPC with the traffic type REJECT or ALL.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["EC2.6"], "CIS-AWS": ["3.7"] },
  types: ["aws:ec2/vpc:Vpc"],
  check: (vpc, stack) => [
    fault(
      "it has no flow log that tells of refused traffic",
      () =>
        !stack
          .referringTo(vpc, ["aws:ec2/flowLog:FlowLog"], "vpcId")
          .some((log) => log.string("trafficType") !== "ACCEPT"),
    ),
  ],
});
