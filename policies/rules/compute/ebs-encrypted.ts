import type { Reading } from "../../reading";
import { fault, resourceRule, type Resource } from "../../rule";

const VOLUME = "aws:ebs/volume:Volume";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const INSTANCE = "aws:ec2/instance:Instance";

export const ebsEncrypted = resourceRule({
  id: "ebs-encrypted",
  description: "Every volume of an instance is encrypted.",
  remediation: "Set encrypted to true for each volume; a launch template has to name its volumes to do so.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["EC2.3", "EC2.181"] },
  types: [TEMPLATE, VOLUME, INSTANCE],
  check: (resource) => {
    const volumes = volumesOf(resource);
    return [
      fault("it leaves its volumes as the image has them", () => volumes.length === 0),
      ...volumes.map((volume) =>
        fault(`${volume.path || "it"} is not encrypted`, () => !isEncrypted(volume)),
      ),
    ];
  },
});

function volumesOf(resource: Resource): Reading[] {
  if (resource.type === VOLUME) return [resource];
  if (resource.type === TEMPLATE) {
    return resource.list("blockDeviceMappings").flatMap((mapping) => mapping.object("ebs") ?? []);
  }
  return [resource.object("rootBlockDevice") ?? [], resource.list("ebsBlockDevices")].flat();
}

/** Launch templates take this boolean as text. */
function isEncrypted(volume: Reading): boolean {
  const value = volume.read(["encrypted"]);
  return typeof value === "string" ? value === "true" : volume.boolean("encrypted") === true;
}
