import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { subnetNoPublicIp } from "./subnet-no-public-ip";

describeRule(subnetNoPublicIp, {
  compliant: { type: "aws:ec2/subnet:Subnet", name: "public-1", properties: { mapPublicIpOnLaunch: false } },
  sameFor: ["aws:ec2/defaultSubnet:DefaultSubnet"],
  fails: { "public addresses for all": { mapPublicIpOnLaunch: true } },
  passes: { "nothing said, which AWS takes for none": { mapPublicIpOnLaunch: ABSENT } },
});
