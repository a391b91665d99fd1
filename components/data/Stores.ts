import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import { PostgresDatabase, type PostgresDatabaseArgs } from "./PostgresDatabase";
import { Table } from "./Table";

/** Size and redundancy of one PostgreSQL instance: what a stage decides. */
export type PostgresSize = Pick<
  PostgresDatabaseArgs,
  "version" | "instanceClass" | "storageGiB" | "maxStorageGiB" | "multiZone" | "backupRetentionDays"
>;

export interface StoresArgs extends Pick<
  PostgresDatabaseArgs,
  "vpcId" | "subnetIds" | "clientSecurityGroupId" | "keyArn" | "logKeyArn" | "logRetentionDays" | "protect"
> {
  readonly services: readonly Pick<Service, "name" | "data">[];
  /** The size of each PostgreSQL service's database, by the service's name. */
  readonly postgres: Readonly<Record<string, PostgresSize>>;
}

/** The store of each service that has one, each its own resource: no service shares another's. */
export class Stores extends pulumi.ComponentResource {
  readonly databases: Readonly<Record<string, PostgresDatabase>>;
  readonly tables: Readonly<Record<string, Table>>;

  constructor(name: string, args: StoresArgs, opts?: pulumi.ComponentResourceOptions) {
    // A component and all in it wait for its inputs, and this one comes from the cluster: stores need not wait for that.
    const { clientSecurityGroupId, ...inputs } = args;
    super("commerce:data:Stores", name, inputs, opts);

    const { services, postgres, ...shared } = inputs;
    const databases: Record<string, PostgresDatabase> = {};
    const tables: Record<string, Table> = {};
    for (const { name: service, data } of services) {
      if (data?.engine === "dynamodb") {
        const { keyArn, protect } = shared;
        tables[service] = new Table(`${name}-${service}`, { data, keyArn, protect }, { parent: this });
      } else if (data) {
        const size = postgres[service];
        if (size === undefined)
          throw new Error(`${service} has a PostgreSQL database, and no size was given for it`);
        databases[service] = new PostgresDatabase(
          `${name}-${service}`,
          { databaseName: data.databaseName, clientSecurityGroupId, ...size, ...shared },
          { parent: this },
        );
      }
    }
    this.databases = databases;
    this.tables = tables;

    this.registerOutputs({ databases, tables });
  }
}
