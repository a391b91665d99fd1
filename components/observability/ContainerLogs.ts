import { createHash } from "node:crypto";

import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { images } from "../pods/images";
import { IsolatedNamespace } from "../pods/IsolatedNamespace";
import { awsDestinations } from "../pods/networkRules";
import type { Network } from "../pods/networkRules";
import { PodIdentityRole } from "../pods/PodIdentityRole";
import type { Cluster } from "../pods/PodIdentityRole";
import { resources, restrictedContainer } from "../pods/podSecurity";
import { fluentBitConfiguration, httpPort } from "./fluentBit";
import type { LogRoute } from "./fluentBit";

export interface ContainerLogsArgs {
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: Cluster;
  readonly network: Network;
  /** Names of the services, which are their namespaces. */
  readonly services: readonly string[];
  readonly retentionDays: number;
  /** KMS key of the log groups; its policy must let CloudWatch Logs use it. */
  readonly keyArn: pulumi.Input<string>;
}

const namespaceName = "logging";
/** Namespaces of the platform itself; they share one log group. */
const platformNamespaces = ["kube-system", "monitoring", "database-admin"];

/**
 * Logs of all containers, to CloudWatch: a log group a service (`/commerce/<stage>/<service>`), one for the platform, and
 * Fluent Bit on every node. Fluent Bit reads the node's log files, which are root's, and so runs as root with no
 * capabilities, alone in a namespace that Pod Security does not restrict.
 */
export class ContainerLogs extends pulumi.ComponentResource {
  readonly logGroupNames: Readonly<Record<string, string>>;

  constructor(name: string, args: ContainerLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:observability:ContainerLogs", name, args, opts);
    const parent = { parent: this };
    const routes = logRoutes(args.stage, args.services);
    const groups = routes.map(
      (route) =>
        new aws.cloudwatch.LogGroup(
          `${name}-${route.label}`,
          // The name is fixed, because Fluent Bit's configuration holds it.
          { name: route.logGroupName, retentionInDays: args.retentionDays, kmsKeyId: args.keyArn },
          parent,
        ),
    );
    const namespace = new IsolatedNamespace(
      name,
      {
        namespace: namespaceName,
        podSecurity: "privileged",
        network: args.network,
        pods: [
          {
            name: "fluent-bit",
            egress: [
              { to: "dns" },
              { to: "podIdentityAgent" },
              ...awsDestinations(["logs"], args.network.interfaceEndpoints),
            ],
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
        serviceAccount: "fluent-bit",
        statements: [
          {
            Sid: "WriteLogs",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: groups.map((group) => pulumi.interpolate`${group.arn}:*`),
          },
        ],
      },
      parent,
    );
    const configuration = fluentBitConfiguration(args.region, routes);
    const metadata = { name: "fluent-bit", namespace: namespaceName };
    const configMap = new k8s.core.v1.ConfigMap(
      `${name}-configuration`,
      { metadata, data: { "fluent-bit.conf": configuration } },
      { parent: this, dependsOn: [namespace] },
    );
    new k8s.apps.v1.DaemonSet(
      `${name}-fluent-bit`,
      {
        metadata,
        spec: {
          selector: { matchLabels: { "app.kubernetes.io/name": "fluent-bit" } },
          updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
          template: podTemplate(createHash("sha256").update(configuration).digest("hex")),
        },
      },
      { parent: this, dependsOn: [namespace, role, configMap] },
    );
    this.logGroupNames = Object.fromEntries(routes.map((route) => [route.label, route.logGroupName]));
    this.registerOutputs({ logGroupNames: this.logGroupNames });
  }
}

export function logRoutes(stage: string, services: readonly string[]): LogRoute[] {
  const route = (label: string, namespaces: readonly string[]): LogRoute => ({
    label,
    namespaces,
    logGroupName: `/commerce/${stage}/${label}`,
  });
  return [...services.map((service) => route(service, [service])), route("platform", platformNamespaces)];
}

function podTemplate(configurationChecksum: string): k8s.types.input.core.v1.PodTemplateSpec {
  const health = { httpGet: { path: "/api/v1/health", port: "http" } };
  return {
    metadata: {
      labels: { "app.kubernetes.io/name": "fluent-bit", "app.kubernetes.io/part-of": "commerce" },
      annotations: { "checksum/configuration": configurationChecksum },
    },
    spec: {
      serviceAccountName: "fluent-bit",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: "system-node-critical",
      tolerations: [{ operator: "Exists" }],
      terminationGracePeriodSeconds: 30,
      securityContext: { runAsUser: 0, runAsGroup: 0, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "fluent-bit",
          image: images.fluentBit,
          command: ["/fluent-bit/bin/fluent-bit", "-c", "/etc/commerce/fluent-bit.conf"],
          ports: [{ name: "http", containerPort: httpPort, protocol: "TCP" }],
          startupProbe: { ...health, periodSeconds: 2, failureThreshold: 30 },
          livenessProbe: { ...health, periodSeconds: 30, failureThreshold: 4 },
          readinessProbe: { ...health, periodSeconds: 10 },
          resources: resources({ cpuMillicores: 50, memoryMiB: 128 }),
          securityContext: restrictedContainer,
          volumeMounts: [
            { name: "logs", mountPath: "/var/log", readOnly: true },
            { name: "configuration", mountPath: "/etc/commerce", readOnly: true },
            { name: "positions", mountPath: "/var/lib/fluent-bit" },
          ],
        },
      ],
      volumes: [
        { name: "logs", hostPath: { path: "/var/log", type: "Directory" } },
        { name: "configuration", configMap: { name: "fluent-bit" } },
        // How far it has read. A new pod starts over with the files still on its node: repeated lines rather than lost
        // ones, and no second directory of the node that a pod may write to.
        { name: "positions", emptyDir: { sizeLimit: "64Mi" } },
      ],
    },
  };
}
