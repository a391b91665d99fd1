import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { ecsNoPublicIp } from "./ecs-no-public-ip";

describeRule(ecsNoPublicIp, {
  compliant: {
    type: "aws:ecs/service:Service",
    name: "payment",
    properties: { networkConfiguration: { assignPublicIp: false, subnets: ["subnet-1"] } },
  },
  fails: { "public addresses": { "networkConfiguration.assignPublicIp": true } },
  passes: {
    "nothing said, which AWS takes for no": { "networkConfiguration.assignPublicIp": ABSENT },
    "no network of its own": { networkConfiguration: ABSENT },
  },
});
