import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

type EgressRule = k8s.types.input.networking.v1.NetworkPolicyEgressRule;
type Peer = k8s.types.input.networking.v1.NetworkPolicyPeer;
type CidrBlocks = pulumi.Input<readonly pulumi.Input<string>[]>;

/** Address ranges that pods may have to reach, and which AWS services answer inside the VPC. */
export interface Network {
  readonly vpcCidrBlock: pulumi.Input<string>;
  /** Subnets of the interface endpoints. */
  readonly endpointCidrBlocks: CidrBlocks;
  readonly databaseCidrBlocks: CidrBlocks;
  /** Addresses of DynamoDB behind its gateway endpoint: the prefix list's ranges. */
  readonly dynamodbCidrBlocks: CidrBlocks;
  /** AWS services that have an interface endpoint, such as `sqs`; the others are reached through the internet. */
  readonly interfaceEndpoints: readonly string[];
  /** Subnets in which the Kubernetes API server has its addresses. */
  readonly clusterCidrBlocks: CidrBlocks;
  /** Range of Kubernetes Service addresses. */
  readonly serviceCidrBlock: pulumi.Input<string>;
}

/** A place that pods are allowed to reach. */
export type Destination =
  | {
      readonly to: "dns" | "podIdentityAgent" | "dynamodb" | "endpoints" | "internet" | "kubernetesApi";
    }
  | { readonly to: "pods"; readonly namespace: string; readonly port: number }
  | { readonly to: "nodes" | "database"; readonly port: number };

/**
 * The ways to AWS services: through their interface endpoints in the VPC, or through the internet where at least one of
 * them has none. A network policy knows addresses only: it cannot tell one AWS service from another.
 */
export function awsDestinations(
  services: readonly string[],
  interfaceEndpoints: readonly string[],
): Destination[] {
  const inside = services.some((service) => interfaceEndpoints.includes(service));
  const outside = services.some((service) => !interfaceEndpoints.includes(service));
  return [
    ...(inside ? [{ to: "endpoints" } as const] : []),
    ...(outside ? [{ to: "internet" } as const] : []),
  ];
}

export function egressRule(destination: Destination, network: Network): EgressRule {
  switch (destination.to) {
    case "dns":
      return {
        to: [podsOf("kube-system", { "k8s-app": "kube-dns" })],
        ports: [tcp(53), { protocol: "UDP", port: 53 }],
      };
    // The agent's link-local address: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
    case "podIdentityAgent":
      return { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [tcp(80)] };
    case "database":
      return { to: blocks(network.databaseCidrBlocks), ports: [tcp(destination.port)] };
    case "dynamodb":
      return { to: blocks(network.dynamodbCidrBlocks), ports: [tcp(443)] };
    case "endpoints":
      return { to: blocks(network.endpointCidrBlocks), ports: [tcp(443)] };
    case "internet":
      return { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: notInternet(network) } }], ports: [tcp(443)] };
    // Some network plugins judge the Service's address, some the API server's own: both are named.
    case "kubernetesApi":
      return {
        to: blocks(
          pulumi.output(network.clusterCidrBlocks).apply((own) => [...own, network.serviceCidrBlock]),
        ),
        ports: [tcp(443)],
      };
    case "pods":
      return { to: [podsOf(destination.namespace)], ports: [tcp(destination.port)] };
    case "nodes":
      return { to: [{ ipBlock: { cidr: network.vpcCidrBlock } }], ports: [tcp(destination.port)] };
  }
}

/** Pods of a namespace; its name is a label that Kubernetes sets itself, so nobody can pretend to it. */
export function podsOf(namespace: string, labels?: Record<string, string>): Peer {
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    ...(labels && { podSelector: { matchLabels: labels } }),
  };
}

export function tcp(port: number): k8s.types.input.networking.v1.NetworkPolicyPort {
  return { protocol: "TCP", port };
}

function blocks(cidrBlocks: CidrBlocks): pulumi.Output<Peer[]> {
  return pulumi.output(cidrBlocks).apply((list) => list.map((cidr) => ({ ipBlock: { cidr } })));
}

/** Private and link-local ranges: without them "the internet" would hold the VPC, its peers and the instance metadata. */
function notInternet(network: Network): pulumi.Input<string>[] {
  return [
    network.vpcCidrBlock,
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "169.254.0.0/16",
  ];
}
