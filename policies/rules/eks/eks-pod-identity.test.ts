import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { eksPodIdentity } from "./eks-pod-identity";

describeRule(eksPodIdentity, {
  compliant: {
    type: "kubernetes:core/v1:ServiceAccount",
    name: "payment",
    properties: { metadata: { name: "payment", annotations: { team: "payments" } } },
  },
  fails: { "a role by annotation": { 'metadata.annotations["eks.amazonaws.com/role-arn"]': "arn" } },
  passes: { "no annotations": { "metadata.annotations": ABSENT }, "no metadata": { metadata: ABSENT } },
});

describeRule(eksPodIdentity, {
  compliant: {
    type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    name: "payment",
    properties: { namespace: "payment", serviceAccount: "payment" },
  },
  fails: { "the default service account": { serviceAccount: "default" } },
});
