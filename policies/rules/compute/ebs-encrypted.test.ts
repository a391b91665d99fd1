import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { ebsEncrypted } from "./ebs-encrypted";

describeRule(ebsEncrypted, {
  compliant: {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "nodes",
    properties: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }] },
  },
  fails: {
    "a volume in clear": { "blockDeviceMappings[0].ebs.encrypted": "false" },
    "nothing said of encryption": { "blockDeviceMappings[0].ebs.encrypted": ABSENT },
    "a second volume in clear": { "blockDeviceMappings[1]": { ebs: { volumeSize: 20 } } },
    "no volume named": { blockDeviceMappings: ABSENT },
    "ephemeral devices only": { "blockDeviceMappings[0]": { virtualName: "ephemeral0" } },
  },
  passes: {
    "a device that is no volume beside one": { "blockDeviceMappings[1]": { virtualName: "ephemeral0" } },
  },
});

describeRule(ebsEncrypted, {
  compliant: { type: "aws:ebs/volume:Volume", name: "metrics", properties: { encrypted: true } },
  fails: { "a volume in clear": { encrypted: false }, "nothing said": { encrypted: ABSENT } },
});

describeRule(ebsEncrypted, {
  compliant: {
    type: "aws:ec2/instance:Instance",
    name: "runner",
    properties: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] },
  },
  fails: {
    "a root volume in clear": { "rootBlockDevice.encrypted": false },
    "another volume in clear": { "ebsBlockDevices[0].encrypted": false },
    "no volume named": { rootBlockDevice: ABSENT, ebsBlockDevices: ABSENT },
  },
});
