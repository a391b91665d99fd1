import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { egressRule, tcp } from "./networkRules";
import type { Destination, Network } from "./networkRules";
import { podSecurityLabels } from "./podSecurity";

export interface IsolatedNamespaceArgs {
  /** Name of the namespace, of its service account, and value of the pods' label `app.kubernetes.io/name`. */
  readonly namespace: string;
  /** @default "restricted" */
  readonly podSecurity?: "restricted" | "privileged";
  readonly network: Network;
  readonly ingress?: readonly {
    readonly from: k8s.types.input.networking.v1.NetworkPolicyPeer;
    readonly port: number;
  }[];
  readonly egress: readonly Destination[];
}

/**
 * A namespace that admits hardened pods only and no traffic but what is listed: namespace with Pod Security labels,
 * a service account without an API token, a network policy that refuses everything, and one that allows the list.
 */
export class IsolatedNamespace extends pulumi.ComponentResource {
  public readonly name: string;

  constructor(name: string, args: IsolatedNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:pods:IsolatedNamespace", name, args, opts);
    this.name = args.namespace;
    const namespace = new k8s.core.v1.Namespace(
      `${name}-namespace`,
      {
        metadata: {
          name: args.namespace,
          labels: { "app.kubernetes.io/part-of": "commerce", ...podSecurityLabels(args.podSecurity) },
        },
      },
      { parent: this },
    );
    // The names are plain strings, not the namespace's output, so that a preview knows them; hence dependsOn.
    const inside = { parent: this, dependsOn: [namespace] };
    new k8s.core.v1.ServiceAccount(
      `${name}-service-account`,
      { metadata: { name: args.namespace, namespace: args.namespace }, automountServiceAccountToken: false },
      inside,
    );
    new k8s.networking.v1.NetworkPolicy(
      `${name}-refuse-all`,
      {
        metadata: { name: "refuse-all", namespace: args.namespace },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      },
      inside,
    );
    new k8s.networking.v1.NetworkPolicy(
      `${name}-allow-declared`,
      {
        metadata: { name: "allow-declared", namespace: args.namespace },
        spec: {
          podSelector: {},
          policyTypes: ["Ingress", "Egress"],
          ingress: (args.ingress ?? []).map(({ from, port }) => ({ from: [from], ports: [tcp(port)] })),
          egress: args.egress.map((destination) => egressRule(destination, args.network)),
        },
      },
      inside,
    );
    this.registerOutputs({ name: this.name });
  }
}
