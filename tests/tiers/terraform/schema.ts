/** A release of a provider, and what it takes. */
export interface Provider {
  readonly version: string;
  readonly majorVersion: number;
  readonly schemas: ResourceSchemas;
}

/** What `terraform providers schema -json` says of a provider's resources, as far as it is read here. */
export type ResourceSchemas = Readonly<Record<string, { readonly block: Block }>>;

export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

export interface Attribute {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
}

export interface NestedBlock {
  readonly nesting_mode: "single" | "list" | "set" | "map" | "group";
  readonly block: Block;
}

export type AttributeType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", AttributeType]
  | readonly ["object", Readonly<Record<string, AttributeType>>];

/** Terraform's names that the rule does not give, by Terraform's type and Pulumi's name. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_cloudwatch_metric_alarm: { name: "alarm_name" },
  aws_lambda_function: { code: "filename", name: "function_name" },
  aws_sns_topic_subscription: { topic: "topic_arn" },
};

/** Terraform's types that the rule does not give, by Pulumi's module and name. */
const renamedTypes: Readonly<Record<string, string>> = {
  "rds/instance": "aws_db_instance",
  "rds/optionGroup": "aws_db_option_group",
  "rds/parameterGroup": "aws_db_parameter_group",
  "rds/subnetGroup": "aws_db_subnet_group",
  "sqs/redriveAllowPolicy": "aws_sqs_queue_redrive_allow_policy",
};

/**
 * Terraform's type of a Pulumi type: `aws:sqs/queuePolicy:QueuePolicy` is `aws_sqs_queue_policy`, and `aws:ec2/vpc:Vpc` is
 * `aws_vpc`, for EC2's types have no module in Terraform. `undefined` where the provider has no such type.
 */
export function terraformType(pulumiType: string, schemas: ResourceSchemas): string | undefined {
  const [, path = ""] = pulumiType.split(":");
  const [module = "", name = ""] = path.split("/");
  const candidates = [renamedTypes[path] ?? `aws_${module}_${snakeCase(name)}`];
  if (module === "ec2") candidates.unshift(`aws_${snakeCase(name)}`);
  return candidates.find((type) => type in schemas);
}

/**
 * Terraform's name of an argument among those that there are: Pulumi's is the same in camel case, in the plural where the
 * argument may be given more than once. `undefined` where there is none.
 */
export function terraformName(
  type: string,
  pulumiName: string,
  names: readonly string[],
): string | undefined {
  const exception = renamed[type]?.[pulumiName];
  if (exception !== undefined && names.includes(exception)) return exception;
  return (
    names.find((name) => camelCase(name) === pulumiName) ??
    names.find((name) => plural(camelCase(name)) === pulumiName)
  );
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function plural(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
