import type { Resource } from "../rule";
import { statementsIn, type Statement } from "./policy-document";

export const ROLE = "aws:iam/role:Role";

/** Every kind of resource that holds a policy of what its bearer may do. */
export const IDENTITY_POLICIES = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/userPolicy:UserPolicy",
  ROLE,
];

export function statementsOfIdentity(resource: Resource): readonly Statement[] {
  if (resource.type !== ROLE) return statementsIn(resource, "policy");
  return resource.list("inlinePolicies").flatMap((inline) => statementsIn(inline, "policy"));
}
