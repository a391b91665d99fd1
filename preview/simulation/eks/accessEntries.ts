import { Derived, type ChildSpec } from "../component";
import { opened, plain, type Properties } from "../wire";
import { clusterKey, ofCluster } from "./clusterPlan";

export interface AccessEntry {
  readonly principalArn: unknown;
  readonly username?: unknown;
  readonly kubernetesGroups?: unknown;
  readonly accessPolicies?: unknown;
  readonly tags?: unknown;
  readonly type?: unknown;
}

/** Who may talk to the cluster: an entry each, and under it an association for each of its access policies. */
export function accessEntries(name: string, entries: Readonly<Record<string, AccessEntry>>): ChildSpec[] {
  return Object.entries(entries).flatMap(([entryName, entry]) => {
    const key = `accessEntry/${entryName}`;
    const child: ChildSpec = {
      key,
      type: "aws:eks/accessEntry:AccessEntry",
      name: `${name}-${entryName}`,
      custom: true,
      dependsOn: [clusterKey],
      inputs: {
        clusterName: ofCluster("name"),
        kubernetesGroups: entry.kubernetesGroups,
        principalArn: entry.principalArn,
        tags: entry.tags,
        type: entry.type,
        userName: entry.username,
      },
    };
    const associations = Object.entries(opened(entry.accessPolicies)).map(([policyName, policy]) => ({
      key: `${key}/${policyName}`,
      type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      name: `${name}-${entryName}-${policyName}`,
      custom: true,
      parent: key,
      dependsOn: [key],
      inputs: {
        accessScope: part(policy, "accessScope"),
        clusterName: ofCluster("name"),
        policyArn: part(policy, "policyArn"),
        principalArn: entry.principalArn,
      },
    }));
    return [child, ...associations];
  });
}

/** One property of what may be an output as a whole; its dependencies come along. */
function part(whole: unknown, property: string): Derived {
  return new Derived([whole], (value: Properties) => (plain(value) as Properties)[property]);
}
