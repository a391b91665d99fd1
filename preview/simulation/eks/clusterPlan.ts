import { Derived, OutputOf } from "../component";
import type { ComponentContext } from "../context";
import { referencedUrn, type Properties } from "../wire";
import { kubeconfig } from "./kubeconfig";

/** What was decided of a cluster from plain inputs. */
export interface ClusterPlan {
  readonly name: string;
  readonly inputs: Properties;
  readonly context: ComponentContext;
  /** The component's `tags`, absent where none are given. */
  readonly tags: unknown;
  readonly autoMode: boolean;
  readonly securityGroups: boolean;
}

/** Keys of the children other files refer to. */
export const clusterKey = "eksCluster";
export const clusterGroupKey = "clusterSecurityGroup";
export const nodeGroupKey = "nodeSecurityGroup";

export function ofCluster(...path: readonly string[]): OutputOf {
  return new OutputOf({ key: clusterKey }, path);
}

/** A map of tags: a name, then what was given, the later ones winning. */
export function tagsNamed(name: string, ...given: readonly unknown[]): Derived {
  return new Derived(
    given.map((each) => each ?? {}),
    (...maps: readonly object[]) => Object.assign({ Name: name }, ...maps) as object,
  );
}

export const providerKey = "provider";
export const instanceProfileKey = "instanceProfile";

/** The subnets the cluster's network interfaces are put into. */
export function subnetIds(inputs: Properties): unknown {
  if (inputs["subnetIds"] !== undefined) return inputs["subnetIds"];
  const given = [inputs["publicSubnetIds"] ?? [], inputs["privateSubnetIds"] ?? []];
  return new Derived(given, (publicIds: readonly unknown[], privateIds: readonly unknown[]) => [
    ...publicIds,
    ...privateIds,
  ]);
}

/** The id of the control plane's security group, whether created here or given. */
export function clusterGroupId(plan: ClusterPlan): unknown {
  const given = referencedUrn(plan.inputs["clusterSecurityGroup"]);
  if (given !== undefined) return new OutputOf({ urn: given }, ["id"]);
  return plan.securityGroups ? new OutputOf({ key: clusterGroupKey }, ["id"]) : undefined;
}

export function encryption(keyArn: unknown): Derived | undefined {
  if (keyArn === undefined) return undefined;
  return new Derived([keyArn], (arn: string) => ({ provider: { keyArn: arn }, resources: ["secrets"] }));
}

/** Made of what the cluster says once it is there. */
export function kubeconfigOf(form: (config: object) => unknown): Derived {
  const sources = [
    ofCluster("name"),
    ofCluster("endpoint"),
    ofCluster("certificateAuthority", "data"),
    ofCluster("arn"),
  ];
  return new Derived(sources, (name: string, endpoint: string, certificate: string, arn: string) =>
    form(kubeconfig(name, endpoint, certificate, arn)),
  );
}
