import type { Answer, Subject } from "./subject";

/** EC2 ids are a prefix and 17 hexadecimal digits. */
function ec2(prefix: string, resource?: string): Answer {
  return (subject) => {
    const id = `${prefix}-${subject.hex(17)}`;
    return {
      id,
      ...(resource === undefined ? {} : { arn: subject.arn("ec2", `${resource}/${id}`) }),
      ownerId: subject.account,
    };
  };
}

function securityGroupRule(subject: Subject): ReturnType<Answer> {
  const id = `sgr-${subject.hex(17)}`;
  return { id, securityGroupRuleId: id, arn: subject.arn("ec2", `security-group-rule/${id}`) };
}

export const networkAnswers: Readonly<Record<string, Answer>> = {
  "aws:ec2/vpc:Vpc": (subject) => ({
    ...ec2("vpc", "vpc")(subject),
    defaultNetworkAclId: `acl-${subject.hex(17)}`,
    defaultRouteTableId: `rtb-${subject.hex(17)}`,
    defaultSecurityGroupId: `sg-${subject.hex(17)}`,
    dhcpOptionsId: `dopt-${subject.hex(17)}`,
    mainRouteTableId: `rtb-${subject.hex(17)}`,
  }),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet"),
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2("rtbassoc"),
  "aws:ec2/route:Route": (subject) => ({
    id: `r-${String(subject.inputs["routeTableId"])}${subject.digits(10)}`,
  }),
  "aws:ec2/eip:Eip": (subject) => {
    const id = `eipalloc-${subject.hex(17)}`;
    // 203.0.113.0/24 is set aside for examples (RFC 5737).
    const publicIp = `203.0.113.${String(Number(subject.digits(6)) % 256)}`;
    return { id, allocationId: id, arn: subject.arn("ec2", `elastic-ip/${id}`), publicIp, domain: "vpc" };
  },
  "aws:ec2/natGateway:NatGateway": (subject) => ({
    id: `nat-${subject.hex(17)}`,
    publicIp: `203.0.113.${String(Number(subject.digits(6)) % 256)}`,
  }),
  "aws:ec2/securityGroup:SecurityGroup": (subject) => ({
    ...ec2("sg", "security-group")(subject),
    name: subject.named(),
  }),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ec2("sg", "security-group"),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (subject) => ({
    id: `sgrule-${subject.digits(10)}`,
    securityGroupRuleId: `sgr-${subject.hex(17)}`,
  }),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": securityGroupRule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": securityGroupRule,
  "aws:ec2/vpcEndpoint:VpcEndpoint": (subject) => ({
    ...ec2("vpce", "vpc-endpoint")(subject),
    state: "available",
    prefixListId: `pl-${subject.hex(8)}`,
    // A gateway endpoint tells the service's public addresses; these are reserved for documentation.
    cidrBlocks: subject.text("vpcEndpointType") === "Gateway" ? ["198.51.100.0/24"] : [],
    dnsEntries: [
      { dnsName: `vpce-${subject.hex(17)}.${subject.region}.vpce.amazonaws.com`, hostedZoneId: "" },
    ],
  }),
  "aws:ec2/flowLog:FlowLog": ec2("fl", "vpc-flow-log"),
  "aws:ec2/launchTemplate:LaunchTemplate": (subject) => ({
    ...ec2("lt", "launch-template")(subject),
    name: subject.named(),
    latestVersion: 1,
    defaultVersion: 1,
  }),
};
