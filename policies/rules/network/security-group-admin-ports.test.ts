import { where } from "../../testing/spec";
import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { securityGroupAdminPorts } from "./security-group-admin-ports";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const PORTS = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080,
  8088, 8888, 9200, 9300,
];

describeRule(securityGroupAdminPorts, {
  compliant: {
    type: "aws:ec2/securityGroup:SecurityGroup",
    name: "bastion",
    properties: {
      ingress: [
        {
          protocol: "tcp",
          fromPort: 22,
          toPort: 22,
          cidrBlocks: ["10.0.0.0/8"],
          ipv6CidrBlocks: ["fc00::/7"],
        },
      ],
    },
  },
  sameFor: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  fails: {
    "SSH open to the world": { "ingress[0].cidrBlocks[0]": "0.0.0.0/0" },
    "SSH open to the world by IPv6": { "ingress[0].ipv6CidrBlocks[0]": "::/0" },
    "half the internet, the widest block that is not private": { "ingress[0].cidrBlocks[0]": "0.0.0.0/7" },
    "half of IPv6's addresses": { "ingress[0].ipv6CidrBlocks[0]": "2000::/6" },
    "an open address after an unknown one": { "ingress[0].cidrBlocks": [UNKNOWN, "0.0.0.0/0"] },
    "an open address by IPv6 while those by IPv4 are unknown": {
      "ingress[0].cidrBlocks": UNKNOWN,
      "ingress[0].ipv6CidrBlocks[0]": "::/0",
    },
    "the protocol -1, which has no ports": {
      "ingress[0]": { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
    },
    "the protocol ALL": {
      "ingress[0]": { protocol: "ALL", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
    },
    "no protocol": { "ingress[0]": { fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] } },
    "a range that contains a port": {
      "ingress[0]": { protocol: "udp", fromPort: 3307, toPort: 3389, cidrBlocks: ["0.0.0.0/0"] },
    },
    "a range that begins with a port": {
      "ingress[0]": { protocol: "6", fromPort: 9300, toPort: 9999, cidrBlocks: ["0.0.0.0/0"] },
    },
    "no end of the range": { "ingress[0]": { protocol: "17", fromPort: 1, cidrBlocks: ["0.0.0.0/0"] } },
    "no start of the range": { "ingress[0]": { protocol: "tcp", toPort: 1, cidrBlocks: ["0.0.0.0/0"] } },
    "all ports as -1": {
      "ingress[0]": { protocol: "tcp", fromPort: -1, toPort: 1, cidrBlocks: ["0.0.0.0/0"] },
    },
    "all ports up to -1": {
      "ingress[0]": { protocol: "tcp", fromPort: 1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] },
    },
    "the second of two permissions": {
      "ingress[1]": { protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] },
    },
    ...Object.fromEntries(
      PORTS.map((port) => [
        `port ${String(port)}`,
        { "ingress[0]": { protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"] } },
      ]),
    ),
    "a rule of its own": where({
      resource: {
        type: "aws:ec2/securityGroupRule:SecurityGroupRule",
        properties: { type: "ingress", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
      },
    }),
    "an ingress rule of the newer kind": where({
      resource: {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        properties: { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" },
      },
    }),
    "an ingress rule of the newer kind for every protocol": where({
      resource: {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        properties: { ipProtocol: "-1", cidrIpv6: "::/0" },
      },
    }),
  },
  passes: {
    "no ingress": { ingress: ABSENT },
    "a source that is a security group": {
      "ingress[0]": { protocol: "tcp", fromPort: 22, toPort: 22, securityGroups: ["sg-1"] },
    },
    "a harmless port open to the world": {
      "ingress[0]": { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
    },
    "a range between two ports": {
      "ingress[0]": { protocol: "tcp", fromPort: 26, toPort: 109, cidrBlocks: ["0.0.0.0/0"] },
    },
    "ports from 0": { "ingress[0]": { protocol: "tcp", fromPort: 0, toPort: 10, cidrBlocks: ["0.0.0.0/0"] } },
    "port 0": { "ingress[0]": { protocol: "tcp", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] } },
    "a harmless port opened by a rule of the newer kind": where({
      resource: {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        properties: { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
      },
    }),
    "ICMP, which has no ports": {
      "ingress[0]": { protocol: "icmp", fromPort: 8, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
    },
    "a harmless port from an address that is not known yet": {
      "ingress[0]": { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: UNKNOWN },
    },
    "a rule for egress": where({
      resource: {
        type: "aws:ec2/securityGroupRule:SecurityGroupRule",
        properties: { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
      },
    }),
    "an ingress rule for private addresses": where({
      resource: {
        type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        properties: { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "10.0.0.0/8" },
      },
    }),
  },
});
