import { Derived, OutputOf, Sibling, type ChildSpec, type Component } from "../component";
import type { ComponentContext } from "../context";
import { partitionOf } from "../arn";
import { opened, plain, referencedUrn, type Properties } from "../wire";
import { accessEntries, type AccessEntry } from "./accessEntries";
import { coreDns, kubeProxy, vpcCni } from "./clusterAddons";
import { refuseWhatIsNotSimulated } from "./clusterInputs";
import {
  clusterGroupId,
  clusterKey,
  encryption,
  instanceProfileKey,
  kubeconfigOf,
  providerKey,
  subnetIds,
  tagsNamed,
  type ClusterPlan,
} from "./clusterPlan";
import { attachmentKeys, onceAttached, roleKey, serviceRole, type Roles, type ServiceRole } from "./roles";
import { outputsOf } from "./clusterOutputs";
import { clusterSecurityGroup, nodeSecurityGroup } from "./securityGroups";

/**
 * `eks:index:Cluster` with API authentication, with node groups of its own or in Auto Mode. What needs the cluster to
 * answer (aws-auth, storage classes, the OIDC thumbprint) or makes instances by itself is refused.
 */
export function cluster(name: string, inputs: Properties, context: ComponentContext): Component {
  refuseWhatIsNotSimulated(name, inputs);
  const auto = (plain(inputs["autoMode"]) ?? {}) as { enabled?: boolean };
  const autoMode = auto.enabled === true;
  const plan: ClusterPlan = {
    name,
    inputs,
    context,
    tags: inputs["tags"],
    autoMode,
    securityGroups: (plain(inputs["skipDefaultSecurityGroups"]) ?? autoMode) !== true,
  };
  const roles = rolesOf(plan);
  const entries: Record<string, AccessEntry> = {
    ...(roles.instance === undefined
      ? {}
      : {
          defaultNodeGroupInstanceRole: {
            principalArn: onceAttached(
              roles.instance,
              new OutputOf({ key: roleKey(roles.instance) }, ["arn"]),
            ),
            type: "EC2_LINUX",
          },
        }),
    ...(opened(inputs["accessEntries"]) as Record<string, AccessEntry>),
  };
  const partition = partitionOf(context.region);
  const access = accessEntries(name, entries);
  const entryKeys = access.filter((child) => child.parent === undefined).map((child) => child.key);
  const cni = vpcCni(plan, entryKeys);
  const children: ChildSpec[] = [
    ...[roles.cluster, roles.node, roles.instance].flatMap((role) =>
      role === undefined ? [] : serviceRole(role, partition),
    ),
    ...clusterSecurityGroup(plan),
    eksCluster(plan, roles),
    ...kubeProxy(plan),
    kubernetesProvider(name),
    ...instanceProfile(name, roles.instance),
    ...access,
    ...cni,
    ...coreDns(plan),
    ...nodeSecurityGroup(plan),
  ];
  return { children, outputs: outputsOf(plan, roles, entries, cni.length > 0) };
}

function rolesOf({ name, inputs, tags, autoMode }: ClusterPlan): Roles {
  const forNodes = { service: "ec2.amazonaws.com", actions: ["sts:AssumeRole"], tags };
  const auto = (plain(inputs["autoMode"]) ?? {}) as { createNodeRole?: boolean };
  const instance = plain(inputs["createInstanceRole"]) ?? plain(inputs["skipDefaultNodeGroup"]) !== true;
  const autoPolicies = ["Compute", "BlockStorage", "LoadBalancing", "Networking"].map(
    (each) => `AmazonEKS${each}Policy`,
  );
  return {
    cluster:
      inputs["serviceRole"] === undefined
        ? {
            name: `${name}-eksRole`,
            service: "eks.amazonaws.com",
            actions: ["sts:AssumeRole", "sts:TagSession"],
            description: "Allows EKS to manage clusters on your behalf.",
            policies: ["AmazonEKSClusterPolicy", ...(autoMode ? autoPolicies : [])],
            tags,
          }
        : undefined,
    node:
      autoMode && auto.createNodeRole !== false
        ? {
            ...forNodes,
            name: `${name}-nodeRole`,
            policies: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"],
          }
        : undefined,
    instance:
      instance === true && inputs["instanceRoles"] === undefined
        ? {
            ...forNodes,
            name: `${name}-instanceRole`,
            policies: [
              "AmazonEKSWorkerNodePolicy",
              "AmazonEKS_CNI_Policy",
              "AmazonEC2ContainerRegistryReadOnly",
            ],
          }
        : undefined,
  };
}

function eksCluster(plan: ClusterPlan, roles: Roles): ChildSpec {
  const { name, inputs, tags } = plan;
  const group = clusterGroupId(plan);
  const created = [roles.cluster, roles.node].filter((role) => role !== undefined);
  return {
    key: clusterKey,
    type: "aws:eks/cluster:Cluster",
    name: `${name}-eksCluster`,
    custom: true,
    dependsOn: created.flatMap((role) => [roleKey(role), ...attachmentKeys(role)]),
    // Both are only read when the cluster is created.
    ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
    inputs: {
      name: inputs["name"],
      roleArn: roleArn(inputs["serviceRole"], roles.cluster),
      ...modeConfiguration(plan, roles.node),
      bootstrapSelfManagedAddons: plan.autoMode ? false : (inputs["bootstrapSelfManagedAddons"] ?? true),
      vpcConfig: {
        securityGroupIds: group === undefined ? undefined : [group],
        subnetIds: subnetIds(inputs),
        endpointPrivateAccess: inputs["endpointPrivateAccess"],
        endpointPublicAccess: inputs["endpointPublicAccess"],
        publicAccessCidrs: inputs["publicAccessCidrs"],
      },
      version: inputs["version"],
      enabledClusterLogTypes: inputs["enabledClusterLogTypes"],
      tags: tagsNamed(`${name}-eksCluster`, inputs["clusterTags"], tags),
      encryptionConfig: encryption(inputs["encryptionConfigKeyArn"]),
      accessConfig: {
        authenticationMode: inputs["authenticationMode"],
        bootstrapClusterCreatorAdminPermissions: true,
      },
      upgradePolicy: inputs["upgradePolicy"],
      deletionProtection: inputs["deletionProtection"],
    },
  };
}

function roleArn(given: unknown, own: ServiceRole | undefined): unknown {
  if (own !== undefined) return new OutputOf({ key: roleKey(own) }, ["arn"]);
  const urn = referencedUrn(given);
  if (urn === undefined) throw new Error("eks:index:Cluster: serviceRole must be an aws.iam.Role");
  return new OutputOf({ urn }, ["arn"]);
}

/** In Auto Mode EKS wants all three or none, so that each waits for what any of them waits for. */
function modeConfiguration({ inputs, autoMode }: ClusterPlan, node: ServiceRole | undefined): Properties {
  const range = inputs["kubernetesServiceIpAddressRange"];
  const family = inputs["ipFamily"];
  if (!autoMode) {
    if (range === undefined && family === undefined) return {};
    return { kubernetesNetworkConfig: new Derived([range, family], networkConfiguration) };
  }
  const { computeConfig } = plain(inputs["autoMode"]) as { computeConfig?: object };
  const nodeRoleArn = node === undefined ? undefined : new OutputOf({ key: roleKey(node) }, ["arn"]);
  const sources = [nodeRoleArn, range, family];
  return {
    computeConfig: new Derived(sources, (arn?: string) => ({
      enabled: true,
      nodeRoleArn: arn,
      nodePools: ["general-purpose", "system"],
      ...computeConfig,
    })),
    storageConfig: new Derived(sources, () => ({ blockStorage: { enabled: true } })),
    kubernetesNetworkConfig: new Derived(sources, (_arn, ipv4Range?: string, ipFamily?: string) => ({
      ...networkConfiguration(ipv4Range, ipFamily),
      elasticLoadBalancing: { enabled: true },
    })),
  };
}

function networkConfiguration(serviceIpv4Cidr?: string, ipFamily = "ipv4"): object {
  return ipFamily === "ipv4" && serviceIpv4Cidr !== undefined ? { serviceIpv4Cidr, ipFamily } : { ipFamily };
}

function kubernetesProvider(name: string): ChildSpec {
  return {
    key: providerKey,
    type: "pulumi:providers:kubernetes",
    name: `${name}-eks-k8s`,
    custom: true,
    inputs: { kubeconfig: kubeconfigOf((config) => JSON.stringify(config)) },
  };
}

function instanceProfile(name: string, role: ServiceRole | undefined): ChildSpec[] {
  if (role === undefined) return [];
  return [
    {
      key: instanceProfileKey,
      type: "aws:iam/instanceProfile:InstanceProfile",
      name: `${name}-instanceProfile`,
      custom: true,
      inputs: { role: onceAttached(role, new Sibling(roleKey(role))) },
    },
  ];
}
