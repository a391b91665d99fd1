import type { Rule } from "../rule";
import { securityGroupAdminPorts } from "../rules/network/security-group-admin-ports";
import { securityGroupWorld } from "../rules/network/security-group-world";

export const network: readonly Rule[] = [securityGroupAdminPorts, securityGroupWorld];
