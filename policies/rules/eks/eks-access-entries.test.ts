import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { eksAccessEntries } from "./eks-access-entries";

describeRule(eksAccessEntries, {
  compliant: {
    type: "aws:eks/cluster:Cluster",
    name: "cluster",
    properties: { accessConfig: { authenticationMode: "API" } },
  },
  fails: {
    "a ConfigMap as well": { "accessConfig.authenticationMode": "API_AND_CONFIG_MAP" },
    "a ConfigMap alone": { "accessConfig.authenticationMode": "CONFIG_MAP" },
    "nothing said, which is a ConfigMap": { accessConfig: ABSENT },
  },
});

describeRule(eksAccessEntries, {
  compliant: {
    type: "aws:eks/accessEntry:AccessEntry",
    name: "engineers",
    properties: {
      principalArn: "arn:aws:iam::111111111111:role/user/engineer",
      kubernetesGroups: ["engineers"],
    },
  },
  sameFor: ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation"],
  fails: {
    "a user": { principalArn: "arn:aws:iam::111111111111:user/jo" },
    "an account": { principalArn: "arn:aws:iam::111111111111:root" },
    administrators: { "kubernetesGroups[1]": "system:masters" },
  },
  passes: {
    "no groups": { kubernetesGroups: ABSENT },
    "a role of an odd name": { principalArn: "arn:aws:iam::111111111111:role/root" },
    "a group of the like name": { "kubernetesGroups[0]": "our-system:masters" },
  },
});
