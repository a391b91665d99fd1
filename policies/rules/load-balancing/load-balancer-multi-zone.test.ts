import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { loadBalancerMultiZone } from "./load-balancer-multi-zone";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(loadBalancerMultiZone, {
  compliant: {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "public",
    properties: { subnets: [UNKNOWN, UNKNOWN] },
  },
  sameFor: ["aws:alb/loadBalancer:LoadBalancer"],
  fails: {
    "one subnet": { subnets: [UNKNOWN] },
    "no subnet": { subnets: ABSENT },
    "one subnet with an address": { subnets: ABSENT, subnetMappings: [{ subnetId: UNKNOWN }] },
  },
  passes: {
    "two subnets with addresses": {
      subnets: ABSENT,
      subnetMappings: [{ subnetId: UNKNOWN }, { subnetId: UNKNOWN }],
    },
  },
});
