import { fault, resourceRule } from "../../rule";

export const noGuestIdentities = resourceRule({
  id: "no-guest-identities",
  description: "An identity pool gives AWS credentials to users who signed in, not to guests.",
  remediation: "Set allowUnauthenticatedIdentities to false.",
  severity: "medium",
  level: "mandatory",
  references: { FSBP: ["Cognito.2"] },
  types: ["aws:cognito/identityPool:IdentityPool"],
  check: (pool) => [
    fault("it gives credentials to guests", () => pool.boolean("allowUnauthenticatedIdentities") === true),
  ],
});
