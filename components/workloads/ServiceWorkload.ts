import { createHash } from "node:crypto";

import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import { IsolatedNamespace } from "../pods/IsolatedNamespace";
import { podsOf } from "../pods/networkRules";
import type { Network } from "../pods/networkRules";
import { PodIdentityRole } from "../pods/PodIdentityRole";
import type { Cluster } from "../pods/PodIdentityRole";
import { configuration } from "./configuration";
import { connections } from "./connections";
import { permissions } from "./permissions";
import { podTemplate } from "./podTemplate";
import { rdsCertificates } from "./rdsCertificates";
import { secretFiles } from "./secretFiles";

export interface ServiceWorkloadArgs {
  readonly service: Service;
  /** All services; the called ones are looked up in it. */
  readonly catalogue: readonly Service[];
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly network: Network;
  readonly keyArns: { readonly data: pulumi.Input<string>; readonly messaging: pulumi.Input<string> };
  readonly repositoryUrl: pulumi.Input<string>;
  /** The image's digest, `sha256:…`. @default none pushed yet: everything is made, and no pod started */
  readonly imageDigest?: string | undefined;
  /** Each of these must be given if the service's definition asks for it. */
  readonly queue?: { readonly url: pulumi.Input<string>; readonly arn: pulumi.Input<string> } | undefined;
  readonly topicArn?: pulumi.Input<string> | undefined;
  readonly table?: { readonly name: pulumi.Input<string>; readonly arn: pulumi.Input<string> } | undefined;
  /** `resourceId` is the instance's DbiResourceId or the cluster's resource id. */
  readonly database?:
    | {
        readonly host: pulumi.Input<string>;
        readonly port: number;
        readonly resourceId: pulumi.Input<string>;
      }
    | undefined;
  readonly secretArn?: pulumi.Input<string> | undefined;
}

/** Stands for "no image": with no pods, nothing pulls it, and policies still see an image pinned by digest. */
const noImage = `sha256:${"0".repeat(64)}`;

/**
 * One service on the cluster: namespace, service account and IAM role, configuration, secret files, Deployment,
 * ClusterIP Service, HorizontalPodAutoscaler, PodDisruptionBudget and network policies, all from its definition.
 * Queue, topic, database, secret and repository are made elsewhere; the Secrets Store CSI driver and metrics-server must
 * be there before (`dependsOn`).
 */
export class ServiceWorkload extends pulumi.ComponentResource {
  readonly namespace: string;
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ServiceWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:workloads:ServiceWorkload", name, args, opts);
    const { service, region, accountId, cluster, network } = args;
    const has = belongings(args);
    const allowed = connections(service, args.catalogue, network.interfaceEndpoints, has.database?.port);
    const labels = { "app.kubernetes.io/name": service.name, "app.kubernetes.io/part-of": "commerce" };
    const named = { name: service.name, namespace: service.name };
    const parent = { parent: this };

    const namespace = new IsolatedNamespace(
      name,
      {
        namespace: service.name,
        network,
        pods: [
          {
            name: service.name,
            ingress: allowed.ingress.map((caller) => ({ from: podsOf(caller.namespace), port: caller.port })),
            egress: allowed.egress,
          },
        ],
      },
      parent,
    );
    const role = new PodIdentityRole(
      name,
      {
        cluster,
        accountId,
        namespace: service.name,
        serviceAccount: service.name,
        statements: permissions({
          region,
          accountId,
          keyArns: args.keyArns,
          queueArn: has.queue?.arn,
          topicArn: has.topicArn,
          tableArn: has.table?.arn,
          secretArn: has.secretArn,
          database: has.database && { resourceId: has.database.resourceId, user: has.database.user },
        }),
      },
      parent,
    );
    const inside = { parent: this, dependsOn: [namespace] };
    const data = configuration(service, args.catalogue, {
      stage: args.stage,
      region,
      queueUrl: has.queue?.url,
      topicArn: has.topicArn,
      tableName: has.table?.name,
      database: has.database,
    });
    const files: pulumi.Resource[] = [
      new k8s.core.v1.ConfigMap(`${name}-configuration`, { metadata: { ...named, labels }, data }, inside),
    ];
    if (has.database)
      files.push(
        new k8s.core.v1.ConfigMap(
          `${name}-rds-certificates`,
          {
            metadata: { name: "rds-certificates", namespace: service.name, labels },
            data: { "rds.pem": rdsCertificates(region) },
          },
          inside,
        ),
      );
    if (has.secretArn)
      files.push(
        new k8s.apiextensions.CustomResource(
          `${name}-secret-files`,
          secretFiles(named, region, [{ secretArn: has.secretArn, keys: service.secrets }]),
          inside,
        ),
      );
    // Only a Deployment without an image says how many replicas it has: none, and the autoscaler leaves it at that.
    // With an image, the number belongs to the autoscaler, and each `up` would reset it.
    // https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation
    const idle = args.imageDigest === undefined;
    const deployment = new k8s.apps.v1.Deployment(
      `${name}-deployment`,
      {
        metadata: { ...named, labels },
        spec: {
          ...(idle && { replicas: 0 }),
          selector: { matchLabels: { "app.kubernetes.io/name": service.name } },
          strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
          template: podTemplate({
            service,
            image: pulumi.interpolate`${args.repositoryUrl}@${args.imageDigest ?? noImage}`,
            labels,
            configurationChecksum: pulumi.output(data).apply(checksum),
          }),
        },
      },
      { parent: this, dependsOn: [namespace, role, ...files] },
    );
    new k8s.core.v1.Service(
      `${name}-service`,
      {
        metadata: { ...named, labels, annotations: serviceAnnotations(service) },
        spec: {
          type: "ClusterIP",
          selector: { "app.kubernetes.io/name": service.name },
          ports: [{ name: "http", port: service.port, targetPort: service.port, protocol: "TCP" }],
        },
      },
      inside,
    );
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(
      `${name}-autoscaler`,
      {
        metadata: { ...named, labels },
        spec: {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: service.name },
          minReplicas: service.replicas.min,
          maxReplicas: service.replicas.max,
          metrics: [
            {
              type: "Resource",
              resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
            },
          ],
        },
      },
      { parent: this, dependsOn: [deployment] },
    );
    new k8s.policy.v1.PodDisruptionBudget(
      `${name}-disruption-budget`,
      {
        metadata: { ...named, labels },
        spec: {
          // One at a time, never none: a node can always be drained, also of pods that are not ready.
          maxUnavailable: 1,
          unhealthyPodEvictionPolicy: "AlwaysAllow",
          selector: { matchLabels: { "app.kubernetes.io/name": service.name } },
        },
      },
      inside,
    );
    this.namespace = service.name;
    this.roleArn = role.roleArn;
    this.registerOutputs({ namespace: this.namespace, roleArn: this.roleArn });
  }
}

function serviceAnnotations(service: Service): Record<string, string> {
  return {
    "prometheus.io/scrape": "true",
    "prometheus.io/path": service.metricsPath,
    "prometheus.io/port": String(service.port),
    // Pulumi would wait for endpoints, which a service without an image has not; the Deployment is waited for anyway.
    "pulumi.com/skipAwait": "true",
  };
}

/** What the service has, checked against what its definition asks for. */
function belongings(args: ServiceWorkloadArgs) {
  const { service } = args;
  const needs = <T>(asked: boolean, given: T | undefined, argument: string): T | undefined => {
    if (asked && given === undefined)
      throw new Error(`The definition of "${service.name}" asks for ${argument}, and the workload got none`);
    return asked ? given : undefined;
  };
  const relational = service.data?.engine === "dynamodb" ? undefined : service.data;
  const database = needs(relational !== undefined, args.database, "database");
  return {
    queue: needs(service.queue !== undefined, args.queue, "queue"),
    topicArn: needs(service.topic, args.topicArn, "topicArn"),
    table: needs(service.data?.engine === "dynamodb", args.table, "table"),
    secretArn: needs(service.secrets.length > 0, args.secretArn, "secretArn"),
    database: database &&
      relational && {
        ...database,
        engine: relational.engine,
        name: relational.databaseName,
        user: relational.databaseName,
      },
  };
}

function checksum(data: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}
