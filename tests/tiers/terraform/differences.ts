import { UNKNOWN } from "../../../preview/registration";
import type { Properties } from "../../../preview/simulation/wire";

/**
 * What the AWS provider that Pulumi bridges (6.x) takes and 5.100.0 does not. Such an argument is kept from that judge,
 * counted and reported. A provider that knows it judges it.
 */
export interface Difference {
  /** Terraform's type. */
  readonly type: string;
  /** Pulumi's names, with a dot between a block and what is in it. */
  readonly argument: string;
  /** Where only this value of the argument is new: the first major release that takes it. */
  readonly value?: { readonly is: unknown; readonly since: number };
  readonly reason: string;
  readonly source: string;
  /** Arguments for the older provider to judge in its place. */
  readonly instead?: (value: unknown) => Properties;
}

export const differences: readonly Difference[] = [
  {
    type: "aws_dynamodb_table",
    argument: "globalSecondaryIndexes.keySchemas",
    reason: "judged as hashKey and rangeKey, which it replaces",
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/45357",
    instead: hashAndRangeKey,
  },
  {
    type: "aws_eks_cluster",
    argument: "deletionProtection",
    reason: "new in 6.9.0",
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/43779",
  },
  {
    type: "aws_lambda_function",
    argument: "runtime",
    value: { is: "nodejs24.x", since: 6 },
    reason: "judged as Node.js 22, for 24 is known since 6.19.0",
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/45024",
    instead: () => ({ runtime: "nodejs22.x" }),
  },
  {
    type: "aws_nat_gateway",
    argument: "availabilityMode",
    reason: "regional gateways are new in 6.24.0; judged as one in a subnet",
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/45240",
    instead: () => ({ subnetId: UNKNOWN }),
  },
  {
    type: "aws_nat_gateway",
    argument: "vpcId",
    reason: "only regional gateways have it",
    source: "https://github.com/hashicorp/terraform-provider-aws/pull/45240",
  },
];

/** The difference that may keep an argument from the judge. */
export function differenceOf(type: string, argument: string): Difference | undefined {
  return differences.find((each) => each.type === type && each.argument === argument);
}

function hashAndRangeKey(value: unknown): Properties {
  const keys = value as readonly { readonly attributeName: string; readonly keyType: string }[];
  const names: Readonly<Record<string, string>> = { HASH: "hashKey", RANGE: "rangeKey" };
  const before = keys.map(
    ({ attributeName, keyType }) => [names[keyType] ?? keyType, attributeName] as const,
  );
  const multiple = new Set(before.map(([name]) => name)).size < keys.length;
  if (multiple)
    throw new Error(`a key of several attributes has no form before 6.x: ${JSON.stringify(keys)}`);
  return Object.fromEntries(before);
}
