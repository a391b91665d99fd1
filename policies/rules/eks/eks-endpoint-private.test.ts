import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { eksEndpointPrivate } from "./eks-endpoint-private";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describeRule(eksEndpointPrivate, {
  compliant: {
    type: "aws:eks/cluster:Cluster",
    name: "cluster",
    properties: {
      vpcConfig: {
        endpointPrivateAccess: true,
        endpointPublicAccess: true,
        publicAccessCidrs: ["198.51.100.0/24"],
      },
    },
  },
  fails: {
    "no private endpoint": { "vpcConfig.endpointPrivateAccess": false },
    "nothing said of a private endpoint": { "vpcConfig.endpointPrivateAccess": ABSENT },
    "a public endpoint for all": { "vpcConfig.publicAccessCidrs": ABSENT },
    "a public endpoint for everyone named": { "vpcConfig.publicAccessCidrs": [UNKNOWN, "0.0.0.0/0"] },
    "AWS's own public endpoint": {
      "vpcConfig.endpointPublicAccess": ABSENT,
      "vpcConfig.publicAccessCidrs": ABSENT,
    },
  },
  passes: {
    "no public endpoint": { "vpcConfig.endpointPublicAccess": false, "vpcConfig.publicAccessCidrs": ABSENT },
  },
});
