import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { imdsv2 } from "./imdsv2";

const fixed = { "metadataOptions.httpTokens": "required", "metadataOptions.httpPutResponseHopLimit": 1 };

describeRule(imdsv2, {
  compliant: {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "nodes",
    properties: {
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    },
  },
  sameFor: ["aws:ec2/instance:Instance"],
  fails: {
    "version 1": { "metadataOptions.httpTokens": "optional" },
    "nothing said of a version": { "metadataOptions.httpTokens": ABSENT },
    "nothing said at all": { metadataOptions: ABSENT },
    "two hops": { "metadataOptions.httpPutResponseHopLimit": 2 },
  },
  passes: { "AWS's own limit of hops, which is one": { "metadataOptions.httpPutResponseHopLimit": ABSENT } },
  notApplicable: { "instances without metadata": { metadataOptions: { httpEndpoint: "disabled" } } },
  remedied: { "version 1": fixed, "nothing said at all": fixed, "two hops": fixed },
});
