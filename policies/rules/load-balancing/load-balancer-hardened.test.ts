import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { loadBalancerHardened } from "./load-balancer-hardened";

describeRule(loadBalancerHardened, {
  compliant: {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "public",
    properties: {
      loadBalancerType: "application",
      dropInvalidHeaderFields: true,
      accessLogs: { bucket: "logs", enabled: true },
    },
  },
  sameFor: ["aws:alb/loadBalancer:LoadBalancer"],
  fails: {
    "malformed headers": { dropInvalidHeaderFields: false },
    "nothing said of headers": { dropInvalidHeaderFields: ABSENT, loadBalancerType: ABSENT },
    "no log": { "accessLogs.enabled": false },
    "a log that nobody switched on": { "accessLogs.enabled": ABSENT },
    "nothing said of a log": { accessLogs: ABSENT },
  },
  passes: {
    "a network load balancer, which knows no headers": {
      loadBalancerType: "network",
      dropInvalidHeaderFields: ABSENT,
    },
  },
});
