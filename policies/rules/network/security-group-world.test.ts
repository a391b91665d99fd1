import { describeRule, where } from "../../testing/spec";
import { securityGroupWorld } from "./security-group-world";

describeRule(securityGroupWorld, {
  compliant: {
    type: "aws:ec2/securityGroup:SecurityGroup",
    name: "public",
    properties: { ingress: [{ protocol: "tcp", fromPort: 4000, toPort: 4000, cidrBlocks: ["10.0.0.0/8"] }] },
  },
  sameFor: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  fails: {
    "another port than the public ones": { "ingress[0].cidrBlocks[0]": "0.0.0.0/0" },
    "a range, even of public ports": {
      "ingress[0]": { protocol: "tcp", fromPort: 80, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
    },
    "the protocol -1": {
      "ingress[0]": { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
    },
    "a port that this stack does not serve": where({
      changes: { "ingress[0]": { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] } },
      settings: { publicPorts: ["443"] },
    }),
  },
  passes: {
    "HTTPS for the world": {
      "ingress[0]": { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
    },
    "HTTP for the world": {
      "ingress[0]": { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] },
    },
    "ICMP for the world": {
      "ingress[0]": { protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] },
    },
  },
  errors: {
    "a setting that is no list": where({
      changes: { "ingress[0].fromPort": 80, "ingress[0].toPort": 80 },
      settings: { publicPorts: "80" },
    }),
  },
});
