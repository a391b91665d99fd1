import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { noGuestIdentities } from "./no-guest-identities";

describeRule(noGuestIdentities, {
  compliant: {
    type: "aws:cognito/identityPool:IdentityPool",
    name: "customers",
    properties: { allowUnauthenticatedIdentities: false },
  },
  fails: { guests: { allowUnauthenticatedIdentities: true } },
  passes: { "nothing said, which AWS takes for no": { allowUnauthenticatedIdentities: ABSENT } },
});
