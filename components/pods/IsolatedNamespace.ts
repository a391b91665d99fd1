import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { egressRule, tcp } from "./networkRules";
import type { Destination, Network } from "./networkRules";
import { podSecurityLabels } from "./podSecurity";

/** Pods of one kind: they run as a service account of this name and carry it as `app.kubernetes.io/name`. */
export interface IsolatedPods {
  readonly name: string;
  /** @default nobody may reach them */
  readonly ingress?: readonly {
    readonly from: k8s.types.input.networking.v1.NetworkPolicyPeer;
    readonly port: number;
  }[];
  /** @default they may reach nobody */
  readonly egress?: readonly Destination[];
}

export interface IsolatedNamespaceArgs {
  readonly namespace: string;
  /** What the namespace enforces. @default "restricted" */
  readonly podSecurity?: "restricted" | "privileged";
  readonly network: Network;
  readonly pods: readonly IsolatedPods[];
}

/**
 * A namespace that admits hardened pods only and no traffic but what is listed: namespace with Pod Security labels, a
 * network policy that refuses everything, and for each kind of pods a service account without an API token and a network
 * policy that allows its list.
 */
export class IsolatedNamespace extends pulumi.ComponentResource {
  readonly name: string;

  constructor(name: string, args: IsolatedNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:pods:IsolatedNamespace", name, args, opts);
    const namespace = new k8s.core.v1.Namespace(
      `${name}-namespace`,
      {
        metadata: {
          name: args.namespace,
          labels: { "app.kubernetes.io/part-of": "commerce", ...podSecurityLabels(args.podSecurity) },
        },
      },
      // A finalizer that never ends keeps a namespace for ever: whoever waits is told its name then.
      { parent: this, customTimeouts: { delete: "10m" } },
    );
    // Names are plain strings, not the namespace's output, so that a preview knows them; hence dependsOn.
    const inside = { parent: this, dependsOn: [namespace] };
    new k8s.networking.v1.NetworkPolicy(
      `${name}-refuse-all`,
      {
        metadata: { name: "refuse-all", namespace: args.namespace },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      },
      inside,
    );
    for (const pods of args.pods) {
      const metadata = { name: pods.name, namespace: args.namespace };
      const logicalName = pods.name === args.namespace ? name : `${name}-${pods.name}`;
      new k8s.core.v1.ServiceAccount(
        `${logicalName}-service-account`,
        { metadata, automountServiceAccountToken: false },
        inside,
      );
      new k8s.networking.v1.NetworkPolicy(
        `${logicalName}-allow-declared`,
        { metadata, spec: allowed(pods, args.network) },
        inside,
      );
    }
    this.name = args.namespace;
    this.registerOutputs({ name: this.name });
  }
}

function allowed(
  { name, ingress = [], egress = [] }: IsolatedPods,
  network: Network,
): k8s.types.input.networking.v1.NetworkPolicySpec {
  // An empty list is left out: the API server drops it, and would see a change in it each time it is applied.
  return {
    podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
    policyTypes: ["Ingress", "Egress"],
    ...(ingress.length > 0 && {
      ingress: ingress.map(({ from, port }) => ({ from: [from], ports: [tcp(port)] })),
    }),
    ...(egress.length > 0 && { egress: egress.map((destination) => egressRule(destination, network)) }),
  };
}
