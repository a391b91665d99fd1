import type { Fixture } from "../../../policies/testing/protocol";

export const tags = { Project: "commerce", Stage: "prod", ManagedBy: "pulumi" };

type Extra = Pick<Fixture, "from" | "protect">;

export function aws(token: string, name: string, properties: object = {}, extra: Extra = {}): Fixture {
  const [module = "", kind = ""] = token.split("/");
  const type = `aws:${module}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  return { type, name, properties: { ...properties }, ...extra };
}

export function tagged(token: string, name: string, properties: object = {}, extra: Extra = {}): Fixture {
  return aws(token, name, { tags, ...properties }, extra);
}

export const document = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
