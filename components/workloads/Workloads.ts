import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import type { Network } from "../pods/networkRules";
import type { Cluster } from "../pods/PodIdentityRole";
import { DatabaseSetup } from "./DatabaseSetup";
import { ServiceWorkload, type ServiceWorkloadArgs } from "./ServiceWorkload";

type ByService<T> = Readonly<Record<string, T>>;

export interface WorkloadsArgs {
  readonly services: readonly Service[];
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly network: Network;
  readonly keyArns: ServiceWorkloadArgs["keyArns"];
  /** The image of each service, `sha256:…`; a service without one waits with no pods. */
  readonly imageDigests: ByService<string>;
  readonly repositoryUrls: ByService<pulumi.Input<string>>;
  readonly secretArns: ByService<pulumi.Input<string>>;
  readonly topicArns: ByService<pulumi.Input<string>>;
  readonly queues: ByService<{ readonly url: pulumi.Input<string>; readonly arn: pulumi.Input<string> }>;
  readonly tables: ByService<{
    readonly tableName: pulumi.Input<string>;
    readonly tableArn: pulumi.Input<string>;
  }>;
  readonly databases: ByService<{
    readonly host: pulumi.Input<string>;
    readonly port: number;
    readonly resourceId: pulumi.Input<string>;
    readonly masterSecretArn: pulumi.Input<string>;
  }>;
}

/** All services on the cluster, and before them the users of their databases. */
export class Workloads extends pulumi.ComponentResource {
  constructor(name: string, args: WorkloadsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:workloads:Workloads", name, args, opts);

    const { services, stage, region, accountId, cluster, network, keyArns } = args;
    const databases = services.flatMap(({ name: service, data }) => {
      const database = args.databases[service];
      return data && data.engine !== "dynamodb" && database
        ? [
            {
              service,
              engine: data.engine,
              databaseName: data.databaseName,
              userName: data.databaseName,
              host: database.host,
              port: database.port,
              masterSecretArn: database.masterSecretArn,
            },
          ]
        : [];
    });
    const setup =
      databases.length > 0
        ? [
            new DatabaseSetup(
              `${name}-databases`,
              { databases, region, accountId, cluster, network, dataKeyArn: keyArns.data },
              { parent: this },
            ),
          ]
        : [];
    for (const service of services) {
      const table = args.tables[service.name];
      new ServiceWorkload(
        service.name,
        {
          service,
          catalogue: services,
          stage,
          region,
          accountId,
          cluster,
          network,
          keyArns,
          repositoryUrl: args.repositoryUrls[service.name] ?? noRepository(service),
          imageDigest: args.imageDigests[service.name],
          queue: args.queues[service.name],
          topicArn: args.topicArns[service.name],
          table: table && { name: table.tableName, arn: table.tableArn },
          database: args.databases[service.name],
          secretArn: args.secretArns[service.name],
        },
        { parent: this, dependsOn: setup },
      );
    }

    this.registerOutputs({});
  }
}

function noRepository({ name }: Service): never {
  throw new Error(`Service "${name}" has no image repository; add its name to the registry's services.`);
}
