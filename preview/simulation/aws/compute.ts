import type { Properties } from "../wire";
import type { Answer } from "./subject";

function part(inputs: Properties, property: string): Properties {
  return (inputs[property] ?? {}) as Properties;
}

/** EKS, ECR, Lambda, ECS. */
export const computeAnswers: Readonly<Record<string, Answer>> = {
  "aws:eks/cluster:Cluster": (subject) => {
    const name = subject.named();
    const oidc = subject.hex(32).toUpperCase();
    const host = `${oidc}.gr7.${subject.region}.eks.${subject.dnsSuffix}`;
    return {
      id: name,
      name,
      arn: subject.arn("eks", `cluster/${name}`),
      endpoint: `https://${host}`,
      // Not a certificate: the base64 form of "simulated".
      certificateAuthority: { data: "c2ltdWxhdGVk" },
      certificateAuthorities: [{ data: "c2ltdWxhdGVk" }],
      identities: [
        { oidcs: [{ issuer: `https://oidc.eks.${subject.region}.${subject.dnsSuffix}/id/${oidc}` }] },
      ],
      kubernetesNetworkConfig: {
        ipFamily: "ipv4",
        serviceIpv4Cidr: "172.20.0.0/16",
        ...part(subject.inputs, "kubernetesNetworkConfig"),
      },
      vpcConfig: { ...part(subject.inputs, "vpcConfig"), clusterSecurityGroupId: `sg-${subject.hex(17)}` },
      version: subject.text("version") ?? "1.36",
      status: "ACTIVE",
    };
  },
  "aws:eks/nodeGroup:NodeGroup": (subject) => {
    const name = subject.named("nodeGroupName");
    const cluster = String(subject.inputs["clusterName"]);
    return {
      id: `${cluster}:${name}`,
      nodeGroupName: name,
      arn: subject.arn("eks", `nodegroup/${cluster}/${name}/${subject.uuid()}`),
      resources: [
        { autoscalingGroups: [{ name: `eks-${name}-${subject.uuid()}` }], remoteAccessSecurityGroupId: "" },
      ],
      status: "ACTIVE",
    };
  },
  "aws:eks/addon:Addon": (subject) => {
    const [cluster, name] = [String(subject.inputs["clusterName"]), String(subject.inputs["addonName"])];
    return {
      id: `${cluster}:${name}`,
      arn: subject.arn("eks", `addon/${cluster}/${name}/${subject.uuid()}`),
    };
  },
  "aws:eks/accessEntry:AccessEntry": (subject) => {
    const [cluster, principal] = [
      String(subject.inputs["clusterName"]),
      String(subject.inputs["principalArn"]),
    ];
    const suffix = `${principal.split(":").at(-1) ?? ""}/${subject.uuid()}`;
    return {
      id: `${cluster}:${principal}`,
      accessEntryArn: subject.arn("eks", `access-entry/${cluster}/${suffix}`),
    };
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": (subject) => ({
    id: ["clusterName", "principalArn", "policyArn"].map((each) => String(subject.inputs[each])).join("#"),
  }),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": (subject) => {
    const id = `a-${subject.hex(17)}`;
    const cluster = String(subject.inputs["clusterName"]);
    return {
      id,
      associationId: id,
      associationArn: subject.arn("eks", `podidentityassociation/${cluster}/${id}`),
    };
  },
  "aws:ecr/repository:Repository": (subject) => {
    const name = subject.named();
    const registry = `${subject.account}.dkr.ecr.${subject.region}.${subject.dnsSuffix}`;
    const arn = subject.arn("ecr", `repository/${name}`);
    return { id: name, name, arn, registryId: subject.account, repositoryUrl: `${registry}/${name}` };
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": (subject) => ({
    id: String(subject.inputs["repository"]),
    registryId: subject.account,
  }),
  "aws:lambda/function:Function": (subject) => {
    const name = subject.named();
    const arn = subject.arn("lambda", `function:${name}`);
    const path = `2015-03-31/functions/${arn}/invocations`;
    return {
      id: name,
      name,
      arn,
      invokeArn: `arn:${arn.split(":")[1] ?? ""}:apigateway:${subject.region}:lambda:path/${path}`,
      qualifiedArn: `${arn}:1`,
      version: "1",
    };
  },
  "aws:ecs/cluster:Cluster": (subject) => {
    const arn = subject.arn("ecs", `cluster/${subject.named()}`);
    return { id: arn, arn, name: subject.named() };
  },
  "aws:ecs/taskDefinition:TaskDefinition": (subject) => {
    const family = subject.named("family");
    const arn = subject.arn("ecs", `task-definition/${family}:1`);
    return { id: family, family, arn, arnWithoutRevision: arn.replace(/:1$/, ""), revision: 1 };
  },
  "aws:ecs/service:Service": (subject) => {
    const cluster = String(subject.inputs["cluster"]).split("/").at(-1) ?? "";
    const arn = subject.arn("ecs", `service/${cluster}/${subject.named()}`);
    return { id: arn, arn, name: subject.named() };
  },
};
