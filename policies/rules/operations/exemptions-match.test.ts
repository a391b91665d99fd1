import type { Exemption } from "../../exemption";
import { describeRule, where } from "../../testing/spec";
import { exemptionsMatchFor } from "./exemptions-match";

const exemption: Exemption = {
  rule: "ecs-no-public-ip",
  stacks: ["prod"],
  type: "aws:ecs/service:Service",
  name: "pay*",
  owner: "platform",
  reason: "no NAT gateway",
  expires: "2027-06-30",
};

describeRule(exemptionsMatchFor([exemption, { ...exemption, stacks: ["test"], name: "nothing" }]), {
  compliant: { type: "pulumi:pulumi:Stack", name: "commerce-prod", properties: {} },
  siblings: [{ type: "aws:ecs/service:Service", name: "payment", properties: {} }],
  fails: {
    "a resource that is gone": where({ siblings: { payment: null } }),
    "a resource of another type": where({
      siblings: { payment: null },
      more: [{ type: "aws:ecs/cluster:Cluster", name: "payment", properties: {} }],
    }),
    "a resource of another name": where({
      siblings: { payment: null },
      more: [{ type: "aws:ecs/service:Service", name: "repay", properties: {} }],
    }),
  },
});
