import { createHash } from "node:crypto";

import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { paths } from "../../contract/environment";
import { IsolatedNamespace } from "../pods/IsolatedNamespace";
import type { Network } from "../pods/networkRules";
import { PodIdentityRole } from "../pods/PodIdentityRole";
import type { Cluster } from "../pods/PodIdentityRole";
import { resources, restrictedContainer, restrictedPod } from "../pods/podSecurity";
import { type Database, databaseClients } from "./databaseClients";
import { rdsCertificates } from "./rdsCertificates";
import { secretFiles } from "./secretFiles";

export interface DatabaseSetupArgs {
  readonly databases: readonly Database[];
  readonly region: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly network: Network;
  /** Key of the administrators' secrets. */
  readonly dataKeyArn: pulumi.Input<string>;
}

const namespaceName = "database-admin";

/**
 * Makes each service's database user and its grants, by a Job inside the VPC: nothing on the deploying machine needs a
 * way to the databases. A Job's name carries a hash of what it does, so that a change of it runs it again; it is kept
 * when done, as the record that it ran, and because a Job that removed itself would come back with the next `up`.
 * The administrator's password goes from Secrets Manager into the Job's memory and nowhere else.
 */
export class DatabaseSetup extends pulumi.ComponentResource {
  /** Services whose database user is ready once this is, as `<service>: <user>`. */
  readonly users: Readonly<Record<string, string>>;

  constructor(name: string, args: DatabaseSetupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:workloads:DatabaseSetup", name, args, opts);
    if (args.databases.length === 0)
      throw new Error(`${name} was given no database; leave DatabaseSetup out where no service has one`);
    const parent = { parent: this };
    const ports = [...new Set(args.databases.map(({ port }) => port))];
    const metadata = { name: namespaceName, namespace: namespaceName };
    const namespace = new IsolatedNamespace(
      name,
      {
        namespace: namespaceName,
        network: args.network,
        pods: [
          {
            name: namespaceName,
            egress: [{ to: "dns" }, ...ports.map((port) => ({ to: "database", port }) as const)],
          },
        ],
      },
      parent,
    );
    const role = new PodIdentityRole(
      name,
      {
        cluster: args.cluster,
        accountId: args.accountId,
        namespace: namespaceName,
        serviceAccount: namespaceName,
        statements: [
          {
            Sid: "ReadAdministratorSecrets",
            Effect: "Allow",
            Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
            Resource: args.databases.map((database) => database.masterSecretArn),
          },
          {
            Sid: "UseKeyThroughSecretsmanager",
            Effect: "Allow",
            Action: ["kms:Decrypt"],
            Resource: args.dataKeyArn,
            Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${args.region}.amazonaws.com` } },
          },
        ],
      },
      parent,
    );
    const inside = { parent: this, dependsOn: [namespace] };
    const certificates = new k8s.core.v1.ConfigMap(
      `${name}-rds-certificates`,
      {
        metadata: { name: "rds-certificates", namespace: namespaceName },
        data: { "rds.pem": rdsCertificates(args.region) },
      },
      inside,
    );
    const passwords = new k8s.apiextensions.CustomResource(
      `${name}-secret-files`,
      secretFiles(
        metadata,
        args.region,
        args.databases.map(({ service, masterSecretArn }) => ({
          secretArn: masterSecretArn,
          keys: ["username", "password"],
          prefix: `${service}-`,
        })),
      ),
      inside,
    );
    for (const database of args.databases) {
      const sql = databaseClients[database.engine].sql(database.databaseName, database.userName);
      new k8s.batch.v1.Job(
        `${name}-${database.service}`,
        {
          metadata: { name: `${database.service}-${fingerprint(sql)}`, namespace: namespaceName },
          spec: {
            backoffLimit: 4,
            activeDeadlineSeconds: 600,
            template: podTemplate(database, sql),
          },
        },
        { parent: this, dependsOn: [namespace, role, certificates, passwords] },
      );
    }
    this.users = Object.fromEntries(args.databases.map(({ service, userName }) => [service, userName]));
    this.registerOutputs({ users: this.users });
  }
}

function podTemplate(database: Database, sql: string): k8s.types.input.core.v1.PodTemplateSpec {
  const client = databaseClients[database.engine];
  const file = (key: string): string => `${paths.secrets}/${database.service}-${key}`;
  return {
    metadata: {
      labels: { "app.kubernetes.io/name": namespaceName, "app.kubernetes.io/part-of": "commerce" },
    },
    spec: {
      serviceAccountName: namespaceName,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: "Never",
      securityContext: restrictedPod(client.user),
      containers: [
        {
          name: client.name,
          image: client.image,
          command: ["/bin/sh", "-euc"],
          args: [client.script(file("username"), file("password"))],
          env: [...client.environment(database), { name: "SQL", value: sql }],
          resources: resources({ cpuMillicores: 50, memoryMiB: 64 }),
          securityContext: restrictedContainer,
          volumeMounts: [
            { name: "secrets", mountPath: paths.secrets, readOnly: true },
            { name: "certificates", mountPath: paths.databaseCertificates, readOnly: true },
          ],
        },
      ],
      volumes: [
        {
          name: "secrets",
          csi: {
            driver: "secrets-store.csi.k8s.io",
            readOnly: true,
            volumeAttributes: { secretProviderClass: namespaceName },
          },
        },
        { name: "certificates", configMap: { name: "rds-certificates" } },
      ],
    },
  };
}

/** Short enough for a name, long enough to tell two versions of a script apart. */
function fingerprint(sql: string): string {
  return createHash("sha256").update(sql).digest("hex").slice(0, 10);
}
