import { asList } from "../../testing/as-list";
import { ABSENT } from "../../testing/paths";
import { deployment, patch, POD } from "../../testing/deployment";
import { describeRule, where, type Spec } from "../../testing/spec";
import { noDefaultServiceAccount } from "./no-default-service-account";

describeRule(noDefaultServiceAccount, {
  compliant: deployment({}, { serviceAccountName: "payment" }),
  fails: {
    "the default one": { [`${POD}.serviceAccountName`]: "default" },
    "nothing said": { [`${POD}.serviceAccountName`]: ABSENT },
    "the default one by the older name": {
      [`${POD}.serviceAccountName`]: ABSENT,
      [`${POD}.serviceAccount`]: "default",
    },
    "no pod": { spec: ABSENT },
  },
  passes: {
    "the older name of the property": {
      [`${POD}.serviceAccountName`]: ABSENT,
      [`${POD}.serviceAccount`]: "payment",
    },
  },
  notApplicable: { "a patch, which may leave it as it is": where({ resource: patch({}) }) },
});

const account: Spec = {
  compliant: {
    type: "kubernetes:core/v1:ServiceAccount",
    name: "payment",
    properties: { automountServiceAccountToken: false },
  },
  fails: {
    "a token for all": { automountServiceAccountToken: true },
    "nothing said": { automountServiceAccountToken: ABSENT },
  },
};

describeRule(noDefaultServiceAccount, account);
describeRule(noDefaultServiceAccount, asList(account));
describeRule(noDefaultServiceAccount, {
  ...account,
  compliant: { ...account.compliant, type: "kubernetes:core/v1:ServiceAccountPatch" },
  fails: { "a token for all": { automountServiceAccountToken: true } },
  passes: { "a patch of something else": { automountServiceAccountToken: ABSENT } },
});
