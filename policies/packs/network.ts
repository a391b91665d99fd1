import type { Rule } from "../rule";
import { networkAclAdminPorts } from "../rules/network/network-acl-admin-ports";
import { securityGroupAdminPorts } from "../rules/network/security-group-admin-ports";
import { securityGroupDefaultClosed } from "../rules/network/security-group-default-closed";
import { securityGroupWorld } from "../rules/network/security-group-world";
import { subnetNoPublicIp } from "../rules/network/subnet-no-public-ip";
import { vpcFlowLogs } from "../rules/network/vpc-flow-logs";

export const network: readonly Rule[] = [
  networkAclAdminPorts,
  securityGroupAdminPorts,
  securityGroupDefaultClosed,
  securityGroupWorld,
  subnetNoPublicIp,
  vpcFlowLogs,
];
