import { createHash } from "node:crypto";
import { Derived, OutputOf, Sibling, type ChildSpec } from "../component";
import type { Properties } from "../wire";

export interface ServiceRole {
  readonly name: string;
  /** Who may assume it, e.g. `eks.amazonaws.com`. */
  readonly service: string;
  readonly actions: readonly string[];
  readonly description?: string;
  /** Names of AWS managed policies. */
  readonly policies: readonly string[];
  readonly tags: unknown;
}

/** The roles of a cluster, of those that it makes itself. */
export interface Roles {
  readonly cluster: ServiceRole | undefined;
  readonly node: ServiceRole | undefined;
  readonly instance: ServiceRole | undefined;
}

/** Key of the role itself; `name` is the key of the component around it. */
export function roleKey({ name }: ServiceRole): string {
  return `${name}-role`;
}

export function attachmentKeys(role: ServiceRole): string[] {
  return role.policies.map((policy) => attachmentName(role.name, policy));
}

/** The role, or a part of it, for those who must wait until its policies are attached. */
export function onceAttached(role: ServiceRole, value: unknown): Derived {
  const attachments = attachmentKeys(role).map((key) => new OutputOf({ key }, ["id"]));
  return new Derived([value, ...attachments], (attached: unknown) => attached);
}

/** eks names an attachment by the policy's ARN in the partition `aws`, wherever it runs. */
function attachmentName(role: string, policy: string): string {
  const hash = createHash("sha1").update(`arn:aws:iam::aws:policy/${policy}`).digest("hex");
  return `${role}-${hash.slice(0, 8)}`;
}

/** `eks:index:ServiceRole`: a role for one AWS service, with managed policies. */
export function serviceRole(role: ServiceRole, partition: string): ChildSpec[] {
  const key = roleKey(role);
  const attached: Properties = { role: new Sibling(key) };
  return [
    {
      key: role.name,
      type: "eks:index:ServiceRole",
      name: role.name,
      custom: false,
      inputs: {},
    },
    {
      key,
      type: "aws:iam/role:Role",
      name: key,
      custom: true,
      parent: role.name,
      inputs: {
        description: role.description,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Action: role.actions, Effect: "Allow", Principal: { Service: [role.service] } }],
        }),
        tags: role.tags,
      },
    },
    ...role.policies.map((policy) => ({
      key: attachmentName(role.name, policy),
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: attachmentName(role.name, policy),
      custom: true,
      parent: role.name,
      inputs: { policyArn: `arn:${partition}:iam::aws:policy/${policy}`, ...attached },
    })),
  ];
}
