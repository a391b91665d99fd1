import { Derived, OutputOf, Sibling } from "../component";
import { opened, type Properties } from "../wire";
import type { AccessEntry } from "./accessEntries";
import { vpcCniKey } from "./clusterAddons";
import {
  clusterGroupId,
  clusterGroupKey,
  clusterKey,
  encryption,
  instanceProfileKey,
  kubeconfigOf,
  nodeGroupKey,
  ofCluster,
  providerKey,
  subnetIds,
  type ClusterPlan,
} from "./clusterPlan";
import { onceAttached, roleKey, type Roles } from "./roles";
import { ingressRuleKey } from "./securityGroups";

/** What `eks.Cluster` gives out; `core` is what node groups and add-ons read. */
export function outputsOf(
  plan: ClusterPlan,
  roles: Roles,
  entries: Readonly<Record<string, AccessEntry>>,
  hasVpcCni: boolean,
): Properties {
  const { inputs } = plan;
  const fromAws = ofCluster("vpcConfig", "clusterSecurityGroupId");
  const clusterGroup =
    inputs["clusterSecurityGroup"] ?? (plan.securityGroups ? new Sibling(clusterGroupKey) : undefined);
  const nodeGroup = plan.securityGroups ? new Sibling(nodeGroupKey) : undefined;
  const ingressRule = plan.securityGroups ? new Sibling(ingressRuleKey) : undefined;
  const instanceRoles =
    roles.instance === undefined ? [] : [onceAttached(roles.instance, new Sibling(roleKey(roles.instance)))];
  const issuer = new Derived([ofCluster("identities")], issuerOf);
  const autoModeNodeRoleName =
    roles.node === undefined ? "" : new OutputOf({ key: roleKey(roles.node) }, ["name"]);
  const core: Properties = {
    vpcId: inputs["vpcId"],
    subnetIds: subnetIds(inputs),
    publicSubnetIds: inputs["publicSubnetIds"],
    privateSubnetIds: inputs["privateSubnetIds"],
    clusterSecurityGroup: clusterGroup,
    cluster: new Sibling(clusterKey),
    endpoint: ofCluster("endpoint"),
    nodeGroupOptions: {
      version: inputs["version"],
      instanceProfile: roles.instance === undefined ? undefined : new Sibling(instanceProfileKey),
      nodeSecurityGroup: nodeGroup,
      clusterIngressRule: ingressRule,
    },
    kubeconfig: kubeconfigOf((config) => config),
    provider: new Sibling(providerKey),
    vpcCni: hasVpcCni ? new Sibling(vpcCniKey) : undefined,
    instanceRoles,
    tags: plan.tags,
    nodeSecurityGroupTags: inputs["nodeSecurityGroupTags"],
    storageClasses: {},
    encryptionConfig: encryption(inputs["encryptionConfigKeyArn"]),
    clusterIamRole: roles.cluster === undefined ? inputs["serviceRole"] : new Sibling(roleKey(roles.cluster)),
    accessEntries: Object.values(entries).map((entry) => opened(entry)),
    autoModeNodeRoleName,
  };
  return {
    autoModeNodeRoleName,
    clusterIngressRuleId:
      ingressRule === undefined ? "" : new OutputOf({ key: ingressRuleKey }, ["securityGroupRuleId"]),
    clusterSecurityGroup: clusterGroup,
    clusterSecurityGroupId: clusterGroupId(plan) ?? fromAws,
    // The plugin gives it out in one piece: unknown as long as anything in it is.
    core: new Derived([core], (known: Properties) => known),
    defaultNodeGroupAsgName: "",
    eksCluster: new Sibling(clusterKey),
    eksClusterIngressRule: ingressRule,
    fargateProfileId: "",
    fargateProfileStatus: "",
    instanceRoles,
    kubeconfig: kubeconfigOf((config) => config),
    kubeconfigJson: kubeconfigOf((config) => JSON.stringify(config)),
    nodeSecurityGroup: nodeGroup,
    nodeSecurityGroupId: nodeGroup === undefined ? fromAws : new OutputOf({ key: nodeGroupKey }, ["id"]),
    oidcIssuer: new Derived([issuer], (url: string) => url.replace("https://", "")),
    oidcProviderArn: "",
    oidcProviderUrl: issuer,
  };
}

function issuerOf(
  identities?: readonly { readonly oidcs?: readonly { readonly issuer?: string }[] }[],
): string {
  return identities?.[0]?.oidcs?.[0]?.issuer ?? "";
}
