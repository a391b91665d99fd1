import * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../pods/PodIdentityRole";

/** What a service has, by ARN; absent is what it has not. */
export interface Belongings {
  readonly region: string;
  readonly accountId: string;
  readonly keyArns: { readonly data: pulumi.Input<string>; readonly messaging: pulumi.Input<string> };
  readonly queueArn?: pulumi.Input<string> | undefined;
  readonly topicArn?: pulumi.Input<string> | undefined;
  readonly tableArn?: pulumi.Input<string> | undefined;
  readonly secretArn?: pulumi.Input<string> | undefined;
  /** `resourceId` is the DbiResourceId (`db-…`) or the cluster's (`cluster-…`), which IAM authentication asks for. */
  readonly database?: { readonly resourceId: pulumi.Input<string>; readonly user: string } | undefined;
}

/** The least that a service's pods need on what the service has, and nothing on what others have. */
export function permissions(has: Belongings): Statement[] {
  const { data, messaging } = has.keyArns;
  return [
    ...allow("ConsumeOwnQueue", queueActions, has.queueArn),
    ...viaService(has, "sqs", ["kms:Decrypt"], has.queueArn && messaging),
    ...allow("PublishToOwnTopic", ["sns:Publish"], has.topicArn),
    ...viaService(has, "sns", ["kms:Decrypt", "kms:GenerateDataKey"], has.topicArn && messaging),
    ...allow("UseOwnTable", tableActions, has.tableArn),
    ...allow(
      "QueryOwnIndexes",
      ["dynamodb:Query"],
      has.tableArn && pulumi.interpolate`${has.tableArn}/index/*`,
    ),
    ...viaService(has, "dynamodb", tableKeyActions, has.tableArn && data),
    ...allow(
      "ReadOwnSecret",
      ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
      has.secretArn,
    ),
    ...viaService(has, "secretsmanager", ["kms:Decrypt"], has.secretArn && data),
    ...allow(
      "ConnectAsOwnDatabaseUser",
      ["rds-db:connect"],
      has.database && databaseUserArn(has, has.database),
    ),
  ];
}

const queueActions = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
];

/** No Scan: it reads a whole table, and what needs it is better served by an index. */
const tableActions = [
  "dynamodb:BatchGetItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
  "dynamodb:UpdateItem",
];

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
const tableKeyActions = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

function allow(
  Sid: string,
  Action: readonly string[],
  resource: pulumi.Input<string> | undefined,
): Statement[] {
  return resource === undefined ? [] : [{ Sid, Effect: "Allow", Action, Resource: resource }];
}

/** Use of a key only on behalf of one AWS service: the pods cannot decrypt with it themselves. */
function viaService(
  { region }: { readonly region: string },
  service: string,
  actions: readonly string[],
  key: pulumi.Input<string> | undefined,
): Statement[] {
  return allow(`UseKeyThrough${service[0]?.toUpperCase() ?? ""}${service.slice(1)}`, actions, key).map(
    (statement) => ({
      ...statement,
      Condition: { StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } },
    }),
  );
}

function databaseUserArn(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  { resourceId, user }: { readonly resourceId: pulumi.Input<string>; readonly user: string },
): pulumi.Output<string> {
  return pulumi.interpolate`arn:aws:rds-db:${region}:${accountId}:dbuser:${resourceId}/${user}`;
}
