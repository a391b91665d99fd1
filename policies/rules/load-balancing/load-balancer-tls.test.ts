import { ABSENT } from "../../testing/paths";
import { describeRule, where } from "../../testing/spec";
import { loadBalancerTls } from "./load-balancer-tls";

const redirect = {
  protocol: "HTTP",
  sslPolicy: ABSENT,
  defaultActions: [{ redirect: { protocol: "HTTPS" } }],
};

describeRule(loadBalancerTls, {
  compliant: {
    type: "aws:lb/listener:Listener",
    name: "public",
    properties: {
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      defaultActions: [{ type: "forward" }],
    },
  },
  sameFor: ["aws:alb/listener:Listener"],
  fails: {
    "plain HTTP": { protocol: "HTTP" },
    "nothing said of a protocol": { protocol: ABSENT },
    "plain TCP": { protocol: "TCP", defaultActions: [{ redirect: { protocol: "HTTPS" } }] },
    "HTTP without an action": { protocol: "HTTP", defaultActions: [] },
    "HTTP that redirects to HTTP": { ...redirect, defaultActions: [{ redirect: { protocol: "HTTP" } }] },
    "HTTP that does more than redirect": {
      ...redirect,
      defaultActions: [{ redirect: { protocol: "HTTPS" } }, { type: "forward" }],
    },
    "TLS 1.0": { sslPolicy: "ELBSecurityPolicy-2016-08" },
    "AWS's own policy": { sslPolicy: ABSENT },
    "an old policy for TLS": { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-2016-08" },
    "a policy that the stack leaves out": where({
      settings: { securityPolicies: ["ELBSecurityPolicy-TLS13-1-3-2021-06"] },
    }),
  },
  passes: {
    "HTTP that redirects": redirect,
    TLS: { protocol: "TLS" },
    ...Object.fromEntries(
      [
        "1-2-Res-2021-06",
        "1-2-FIPS-2023-04",
        "1-2-Res-FIPS-2023-04",
        "1-2-Res-PQ-2025-09",
        "1-3-2021-06",
      ].map((policy) => [`the policy ${policy}`, { sslPolicy: `ELBSecurityPolicy-TLS13-${policy}` }]),
    ),
  },
  notApplicable: { "a gateway load balancer": { protocol: "GENEVE", sslPolicy: ABSENT } },
});
