import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import { RelationalDatabase, type RelationalDatabaseArgs } from "./RelationalDatabase";
import { Table } from "./Table";

/** Size and redundancy of one instance on RDS: what a stage decides. */
export type DatabaseSize = Pick<
  RelationalDatabaseArgs,
  "version" | "instanceClass" | "storageGiB" | "maxStorageGiB" | "multiZone" | "backupRetentionDays"
>;

export interface StoresArgs extends Pick<
  RelationalDatabaseArgs,
  "vpcId" | "subnetIds" | "clientSecurityGroupId" | "keyArn" | "logKeyArn" | "logRetentionDays" | "protect"
> {
  readonly services: readonly Pick<Service, "name" | "data">[];
  /** The size of each database on RDS, by its service's name. */
  readonly sizes: Readonly<Record<string, DatabaseSize>>;
}

/** The store of each service that has one, each its own resource: no service shares another's. */
export class Stores extends pulumi.ComponentResource {
  readonly databases: Readonly<Record<string, RelationalDatabase>>;
  readonly tables: Readonly<Record<string, Table>>;

  constructor(name: string, args: StoresArgs, opts?: pulumi.ComponentResourceOptions) {
    // A component and all in it wait for its inputs, and this one comes from the cluster: stores need not wait for that.
    const { clientSecurityGroupId, ...inputs } = args;
    super("commerce:data:Stores", name, inputs, opts);

    const { services, sizes, ...shared } = inputs;
    const databases: Record<string, RelationalDatabase> = {};
    const tables: Record<string, Table> = {};
    for (const { name: service, data } of services) {
      if (data?.engine === "dynamodb") {
        const { keyArn, protect } = shared;
        tables[service] = new Table(`${name}-${service}`, { data, keyArn, protect }, { parent: this });
      } else if (data) {
        const size = sizes[service];
        if (size === undefined)
          throw new Error(`${service} has a database of ${data.engine}, and no size was given for it`);
        databases[service] = new RelationalDatabase(
          `${name}-${service}`,
          { ...size, ...shared, ...data, clientSecurityGroupId },
          { parent: this },
        );
      }
    }
    this.databases = databases;
    this.tables = tables;

    this.registerOutputs({ databases, tables });
  }
}
