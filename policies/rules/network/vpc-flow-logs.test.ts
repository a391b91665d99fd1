import { describeRule, where } from "../../testing/spec";
import { vpcFlowLogs } from "./vpc-flow-logs";

describeRule(vpcFlowLogs, {
  compliant: { type: "aws:ec2/vpc:Vpc", name: "vpc", properties: {} },
  siblings: [
    {
      type: "aws:ec2/flowLog:FlowLog",
      name: "log",
      properties: { trafficType: "ALL" },
      from: { vpcId: ["vpc"] },
    },
  ],
  fails: {
    "no flow log": where({ siblings: { log: null } }),
    "a flow log of accepted traffic": where({ siblings: { log: { trafficType: "ACCEPT" } } }),
  },
  passes: { "a flow log of refused traffic": where({ siblings: { log: { trafficType: "REJECT" } } }) },
});
