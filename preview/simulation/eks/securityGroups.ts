import { Derived, OutputOf, type ChildSpec } from "../component";
import type { Properties } from "../wire";
import {
  clusterGroupId,
  clusterGroupKey,
  nodeGroupKey,
  ofCluster,
  tagsNamed,
  type ClusterPlan,
} from "./clusterPlan";

export const ingressRuleKey = "eksClusterIngressRule";

function group(key: string, name: string, vpcId: unknown, tags: unknown): ChildSpec {
  return {
    key,
    type: "aws:ec2/securityGroup:SecurityGroup",
    name,
    custom: true,
    inputs: { description: "Managed by Pulumi", vpcId, revokeRulesOnDelete: true, tags },
  };
}

function rule(name: string, key: string, inputs: Properties): ChildSpec {
  return {
    key,
    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
    name: `${name}-${key}`,
    custom: true,
    inputs,
  };
}

const everywhere = {
  description: "Allow internet access.",
  type: "egress",
  fromPort: 0,
  toPort: 0,
  protocol: "-1",
  cidrBlocks: ["0.0.0.0/0"],
};

/** The control plane's group with its way out, unless one was given or none is wanted. */
export function clusterSecurityGroup(plan: ClusterPlan): ChildSpec[] {
  const { name, inputs, tags } = plan;
  if (!plan.securityGroups || inputs["clusterSecurityGroup"] !== undefined) return [];
  const groupName = `${name}-eksClusterSecurityGroup`;
  return [
    group(
      clusterGroupKey,
      groupName,
      inputs["vpcId"],
      tagsNamed(groupName, inputs["clusterSecurityGroupTags"], tags),
    ),
    rule(name, "eksClusterInternetEgressRule", { ...everywhere, securityGroupId: clusterGroupId(plan) }),
  ];
}

/** The nodes' group, and what nodes and control plane may ask of each other. */
export function nodeSecurityGroup(plan: ClusterPlan): ChildSpec[] {
  if (!plan.securityGroups) return [];
  const { name, inputs, tags } = plan;
  const groupName = `${name}-nodeSecurityGroup`;
  const nodes = new OutputOf({ key: nodeGroupKey }, ["id"]);
  const controlPlane = clusterGroupId(plan);
  const fromControlPlane = {
    type: "ingress",
    protocol: "tcp",
    securityGroupId: nodes,
    sourceSecurityGroupId: controlPlane,
  };
  return [
    group(
      nodeGroupKey,
      groupName,
      inputs["vpcId"],
      new Derived(
        [ofCluster("name"), inputs["nodeSecurityGroupTags"] ?? {}, tags ?? {}],
        (clusterName: string, groupTags: object, shared: object) => ({
          Name: groupName,
          [`kubernetes.io/cluster/${clusterName}`]: "owned",
          ...groupTags,
          ...shared,
        }),
      ),
    ),
    rule(name, "eksNodeIngressRule", {
      description: "Allow nodes to communicate with each other",
      type: "ingress",
      fromPort: 0,
      toPort: 0,
      protocol: "-1",
      securityGroupId: nodes,
      self: true,
    }),
    rule(name, "eksNodeClusterIngressRule", {
      description: "Allow worker Kubelets and pods to receive communication from the cluster control plane",
      ...fromControlPlane,
      fromPort: 1025,
      toPort: 65535,
    }),
    rule(name, "eksExtApiServerClusterIngressRule", {
      description:
        "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
      ...fromControlPlane,
      fromPort: 443,
      toPort: 443,
    }),
    rule(name, "eksNodeInternetEgressRule", { ...everywhere, securityGroupId: nodes }),
    rule(name, ingressRuleKey, {
      description: "Allow pods to communicate with the cluster API Server",
      type: "ingress",
      fromPort: 443,
      toPort: 443,
      protocol: "tcp",
      securityGroupId: controlPlane,
      sourceSecurityGroupId: nodes,
    }),
  ];
}
