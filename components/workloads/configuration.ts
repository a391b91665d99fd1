import * as pulumi from "@pulumi/pulumi";

import { paths, urlVariable, variables } from "../../contract/environment";
import type { RelationalEngine, Service } from "../../services/definition";
import { portOf } from "./connections";

/** The places that exist only once AWS has made them. */
export interface Places {
  readonly stage: string;
  readonly region: string;
  readonly queueUrl?: pulumi.Input<string> | undefined;
  readonly topicArn?: pulumi.Input<string> | undefined;
  readonly tableName?: pulumi.Input<string> | undefined;
  readonly database?:
    | {
        readonly engine: RelationalEngine;
        readonly host: pulumi.Input<string>;
        readonly port: number;
        readonly name: string;
        readonly user: string;
      }
    | undefined;
}

/** What a service's container is told: its environment, by the names of the contract. Holds no secret. */
export function configuration(
  service: Service,
  catalogue: readonly Service[],
  places: Places,
): Record<string, pulumi.Input<string>> {
  const { database } = places;
  const optional: Record<string, pulumi.Input<string> | undefined> = {
    [variables.queueUrl]: places.queueUrl,
    [variables.topicArn]: places.topicArn,
    [variables.tableName]: places.tableName,
    [variables.databaseEngine]: database?.engine,
    [variables.databaseHost]: database?.host,
    [variables.databasePort]: database && String(database.port),
    [variables.databaseName]: database?.name,
    [variables.databaseUser]: database?.user,
    [variables.databaseCertificateFile]: database && paths.databaseCertificateFile,
    [variables.secretsDirectory]: service.secrets.length > 0 ? paths.secrets : undefined,
  };
  return {
    [variables.service]: service.name,
    [variables.stage]: places.stage,
    [variables.region]: places.region,
    [variables.port]: String(service.port),
    [variables.healthPath]: service.healthPath,
    [variables.metricsPath]: service.metricsPath,
    ...Object.fromEntries(service.calls.map((name) => [urlVariable(name), urlOf(name, catalogue)])),
    ...Object.fromEntries(Object.entries(optional).filter(hasValue)),
  };
}

/** Service and container share the port: the VPC CNI's network policies judge the port before it is translated. */
function urlOf(name: string, catalogue: readonly Service[]): string {
  return `http://${name}.${name}.svc.cluster.local:${String(portOf(name, catalogue))}`;
}

function hasValue(
  entry: [string, pulumi.Input<string> | undefined],
): entry is [string, pulumi.Input<string>] {
  return entry[1] !== undefined;
}
