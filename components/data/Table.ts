import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { TableData, TableKey } from "../../services/definition";
import { tableAttributes } from "./tableKeys";

export interface TableArgs {
  /** Keys and indexes; another key of the table itself replaces the table. */
  readonly data: TableData;
  readonly keyArn: pulumi.Input<string>;
  readonly protect: boolean;
}

/** A DynamoDB table, paid by request, with point-in-time recovery; who may use it is decided by the user's role. */
export class Table extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  /** The table's indexes are `<tableArn>/index/*`. */
  readonly tableArn: pulumi.Output<string>;

  constructor(name: string, args: TableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:data:Table", name, args, opts);
    const { data, keyArn, protect } = args;
    const table = new aws.dynamodb.Table(
      name,
      {
        billingMode: "PAY_PER_REQUEST",
        hashKey: data.partitionKey.name,
        ...(data.sortKey === undefined ? {} : { rangeKey: data.sortKey.name }),
        attributes: [...tableAttributes(data)],
        globalSecondaryIndexes: (data.indexes ?? []).map(({ name: indexName, ...keys }) => ({
          name: indexName,
          keySchemas: keySchemas(keys),
          projectionType: "ALL",
        })),
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
        deletionProtectionEnabled: protect,
      },
      { parent: this, protect, retainOnDelete: protect },
    );
    this.tableName = table.name;
    this.tableArn = table.arn;
    this.registerOutputs({ tableName: this.tableName, tableArn: this.tableArn });
  }
}

function keySchemas({ partitionKey, sortKey }: { partitionKey: TableKey; sortKey?: TableKey }) {
  return [
    { attributeName: partitionKey.name, keyType: "HASH" },
    ...(sortKey === undefined ? [] : [{ attributeName: sortKey.name, keyType: "RANGE" }]),
  ];
}
