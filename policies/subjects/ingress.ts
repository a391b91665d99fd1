import { anyOf, type Reading } from "../reading";
import type { Resource } from "../rule";

/** A permission to connect from some addresses to some ports. */
export interface Ingress {
  /** How a message names it. */
  readonly label: string;
  readonly isFromWorld: () => boolean;
  /** The first and the last port it opens; 0 to 65535 for every protocol or every port, `undefined` for none (ICMP). */
  readonly ports: () => readonly [number, number] | undefined;
}

const INLINE = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];
const SEPARATE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const SINGLE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** Every kind of resource that can open a security group. */
export const SECURITY_GROUP_INGRESS = [...INLINE, SEPARATE, SINGLE];

const ALL_PORTS = [0, 65_535] as const;
const PROTOCOLS_WITH_PORTS = ["tcp", "udp", "6", "17"];

/** What the resource lets in; an egress rule lets nothing in. */
export function ingressOf(resource: Resource): readonly Ingress[] {
  if (INLINE.includes(resource.type)) return resource.list("ingress").map((rule) => ingress(rule, rule.path));
  if (resource.type === SEPARATE && resource.string("type") !== "ingress") return [];
  return [ingress(resource, "it")];
}

function ingress(rule: Reading, label: string): Ingress {
  return {
    label,
    isFromWorld: () =>
      anyOf([() => rule.list("cidrBlocks"), () => rule.list("ipv6CidrBlocks")], (cidrs) =>
        anyOf(cidrs(), (cidr) => isWorld(cidr.string())),
      ) || anyOf(["cidrIpv4", "cidrIpv6"], (key) => isWorld(rule.string(key))),
    ports: () => portsOf(rule),
  };
}

export function portsOf(rule: Reading): readonly [number, number] | undefined {
  const protocol = (rule.string("protocol") ?? rule.string("ipProtocol") ?? "-1").toLowerCase();
  if (protocol === "-1" || protocol === "all") return ALL_PORTS;
  if (!PROTOCOLS_WITH_PORTS.includes(protocol)) return undefined;
  const from = rule.number("fromPort");
  const to = rule.number("toPort");
  return from === undefined || to === undefined || from < 0 || to < 0 ? ALL_PORTS : [from, to];
}

/**
 * Half the internet is as open as all of it, so every block wider than the widest private ones (10.0.0.0/8, fc00::/7)
 * counts as the world.
 */
export function isWorld(cidr: string | undefined): boolean {
  if (cidr === undefined) return false;
  const [address = "", length = ""] = cidr.split("/");
  return Number(length) < (address.includes(":") ? 7 : 8);
}

export function includesAny(
  ports: readonly [number, number] | undefined,
  wanted: readonly number[],
): boolean {
  return ports !== undefined && wanted.some((port) => ports[0] <= port && port <= ports[1]);
}
