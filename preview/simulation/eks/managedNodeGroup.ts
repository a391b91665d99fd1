import { Derived, OutputOf, Sibling, type ChildSpec, type Component } from "../component";
import type { ComponentContext } from "../context";
import { picked, plain, referencedUrn, textOf, type Properties } from "../wire";
import { coreOf } from "./core";

/** Inputs that go to the node group itself unchanged. */
const ownInputs = [
  "capacityType",
  "forceUpdateVersion",
  "instanceTypes",
  "labels",
  "nodeGroupName",
  "nodeGroupNamePrefix",
  "releaseVersion",
  "remoteAccess",
  "tags",
  "taints",
] as const;

const decidedInputs = [
  "amiType",
  "cluster",
  "clusterName",
  "diskSize",
  "enableIMDSv2",
  "ignoreScalingChanges",
  "launchTemplate",
  "nodeRole",
  "nodeRoleArn",
  "operatingSystem",
  "scalingConfig",
  "subnetIds",
  "version",
] as const;

/** `eks:index:ManagedNodeGroup`: the group and, where the instance metadata service is set, a launch template. */
export function managedNodeGroup(name: string, inputs: Properties, context: ComponentContext): Component {
  const title = `eks:index:ManagedNodeGroup ${name}`;
  const known: readonly string[] = [...ownInputs, ...decidedInputs];
  const others = Object.keys(inputs).filter((key) => !known.includes(key));
  if (others.length > 0) {
    throw new Error(`${title}: ${others.join(", ")} is not simulated; preview this with the real eks plugin`);
  }
  const core = coreOf(title, inputs["cluster"], context);
  const withTemplate = inputs["enableIMDSv2"] !== undefined;
  if (withTemplate && inputs["launchTemplate"] !== undefined) {
    throw new Error(`${title}: enableIMDSv2 does not go with launchTemplate; set it in the launch template`);
  }
  const template: ChildSpec = {
    key: "launchTemplate",
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: `${name}-launchTemplate`,
    custom: true,
    inputs: launchTemplate(inputs),
  };
  const version =
    inputs["version"] ?? (inputs["launchTemplate"] === undefined ? core.cluster("version") : undefined);
  const group: ChildSpec = {
    key: "nodeGroup",
    type: "aws:eks/nodeGroup:NodeGroup",
    name,
    custom: true,
    ...(plain(inputs["ignoreScalingChanges"]) === true
      ? { ignoreChanges: ["scalingConfig.desiredSize"] }
      : {}),
    inputs: {
      ...picked(inputs, ownInputs),
      version,
      diskSize: withTemplate ? undefined : inputs["diskSize"],
      amiType: inputs["amiType"] ?? amiType(inputs),
      clusterName: inputs["clusterName"] ?? core.cluster("name"),
      nodeRoleArn: inputs["nodeRoleArn"] ?? roleArn(title, inputs["nodeRole"]),
      scalingConfig: new Derived([inputs["scalingConfig"] ?? {}], (given: Properties) => ({
        desiredSize: given["desiredSize"] ?? 2,
        minSize: given["minSize"] ?? 1,
        maxSize: given["maxSize"] ?? 2,
      })),
      subnetIds: inputs["subnetIds"] ?? core.subnetIds,
      launchTemplate: withTemplate
        ? {
            id: new OutputOf({ key: "launchTemplate" }, ["id"]),
            version: new Derived([new OutputOf({ key: "launchTemplate" }, ["latestVersion"])], String),
          }
        : inputs["launchTemplate"],
    },
  };
  return {
    children: withTemplate ? [template, group] : [group],
    outputs: { nodeGroup: new Sibling("nodeGroup"), placementGroupName: "" },
  };
}

function roleArn(title: string, role: unknown): OutputOf {
  const urn = referencedUrn(role);
  if (urn === undefined) throw new Error(`${title}: nodeRole must be an aws.iam.Role, or give nodeRoleArn`);
  return new OutputOf({ urn }, ["arn"]);
}

function operatingSystem(inputs: Properties): string {
  const amiTypeGiven = plain(inputs["amiType"]);
  if (typeof amiTypeGiven !== "string") return textOf(inputs["operatingSystem"]) ?? "AL2023";
  return amiTypeGiven.startsWith("BOTTLEROCKET")
    ? "Bottlerocket"
    : (amiTypeGiven.split("_")[0] ?? amiTypeGiven);
}

/** By the operating system and the processors of the instance types; AWS chooses if neither is said. */
function amiType(inputs: Properties): Derived | undefined {
  if (inputs["operatingSystem"] === undefined) return undefined;
  return new Derived([inputs["instanceTypes"] ?? []], (types: readonly string[]) => {
    // A "g" behind the generation is Graviton: m7g.large, but not g5.xlarge.
    const graviton = types.filter((type) => /^[a-z]+\d+g/.test(type)).length;
    if (graviton > 0 && graviton < types.length) {
      throw new Error(`eks:index:ManagedNodeGroup: instanceTypes mix processors: ${types.join(", ")}`);
    }
    const os = operatingSystem(inputs);
    if (os === "Bottlerocket") return graviton > 0 ? "BOTTLEROCKET_ARM_64" : "BOTTLEROCKET_x86_64";
    return `${os}_${graviton > 0 ? "ARM_64" : "x86_64"}${os === "AL2" ? "" : "_STANDARD"}`;
  });
}

function launchTemplate(inputs: Properties): Properties {
  return {
    blockDeviceMappings:
      inputs["diskSize"] === undefined
        ? undefined
        : [
            {
              // Bottlerocket's root is read-only; what fills up is its data volume.
              deviceName: operatingSystem(inputs) === "Bottlerocket" ? "/dev/xvdb" : "/dev/xvda",
              ebs: { volumeSize: inputs["diskSize"] },
            },
          ],
    metadataOptions: {
      httpTokens: plain(inputs["enableIMDSv2"]) === true ? "required" : "optional",
      httpPutResponseHopLimit: 2,
      httpEndpoint: "enabled",
    },
  };
}
