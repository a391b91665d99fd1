import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { images } from "../pods/images";
import { PodIdentityRole } from "../pods/PodIdentityRole";
import { resources, restrictedContainer, restrictedPod } from "../pods/podSecurity";
import { autoscalerPermissions, clusterRules, namespaceRules } from "./autoscaler-permissions";

export interface ClusterAutoscalerArgs {
  /** Plain: it is part of a flag and of a condition's key. */
  readonly clusterName: string;
  readonly clusterArn: pulumi.Input<string>;
  readonly accountId: string;
  readonly region: string;
}

const name = "cluster-autoscaler";
const namespace = "kube-system";
const metricsPort = 8085;

/** Adds nodes for pods that find no place and removes nodes that stand idle, within the node groups' bounds. */
export class ClusterAutoscaler extends pulumi.ComponentResource {
  constructor(resourceName: string, args: ClusterAutoscalerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:compute:ClusterAutoscaler", resourceName, args, opts);

    const role = new PodIdentityRole(
      resourceName,
      {
        cluster: { name: args.clusterName, arn: args.clusterArn },
        accountId: args.accountId,
        namespace,
        serviceAccount: name,
        statements: autoscalerPermissions(args.clusterName),
      },
      { parent: this },
    );
    this.access(resourceName);
    new k8s.apps.v1.Deployment(
      resourceName,
      { metadata: { name, namespace, labels: { app: name } }, spec: deployment(args) },
      { parent: this, dependsOn: [role] },
    );
    new k8s.policy.v1.PodDisruptionBudget(
      `${resourceName}-budget`,
      {
        metadata: { name, namespace },
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
      },
      { parent: this },
    );

    this.registerOutputs({});
  }

  private access(resourceName: string): void {
    const subject = { kind: "ServiceAccount", name, namespace };
    new k8s.core.v1.ServiceAccount(
      resourceName,
      { metadata: { name, namespace }, automountServiceAccountToken: false },
      { parent: this },
    );
    new k8s.rbac.v1.ClusterRole(resourceName, { metadata: { name }, rules: clusterRules }, { parent: this });
    new k8s.rbac.v1.ClusterRoleBinding(
      resourceName,
      {
        metadata: { name },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
        subjects: [subject],
      },
      { parent: this },
    );
    new k8s.rbac.v1.Role(
      resourceName,
      { metadata: { name, namespace }, rules: namespaceRules(name) },
      { parent: this },
    );
    new k8s.rbac.v1.RoleBinding(
      resourceName,
      {
        metadata: { name, namespace },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
        subjects: [subject],
      },
      { parent: this },
    );
  }
}

function deployment(args: ClusterAutoscalerArgs): k8s.types.input.apps.v1.DeploymentSpec {
  const health = { httpGet: { path: "/health-check", port: metricsPort } };
  return {
    replicas: 2,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: {
        labels: { app: name },
        annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": String(metricsPort) },
      },
      spec: {
        serviceAccountName: name,
        // The autoscaler speaks with the API server; its service account alone mounts a token.
        automountServiceAccountToken: true,
        priorityClassName: "system-cluster-critical",
        securityContext: restrictedPod(65534),
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "kubernetes.io/hostname",
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: { matchLabels: { app: name } },
          },
        ],
        containers: [
          {
            name,
            image: images.clusterAutoscaler,
            command: [
              "./cluster-autoscaler",
              "--cloud-provider=aws",
              // EKS puts these tags on the Auto Scaling groups of managed node groups.
              `--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/${args.clusterName}`,
              "--balance-similar-node-groups",
              "--expander=least-waste",
              "--skip-nodes-with-local-storage=false",
            ],
            env: [{ name: "AWS_REGION", value: args.region }],
            ports: [{ name: "http-metrics", containerPort: metricsPort }],
            startupProbe: { ...health, failureThreshold: 30, periodSeconds: 10 },
            livenessProbe: health,
            readinessProbe: health,
            resources: resources({ cpuMillicores: 100, memoryMiB: 600 }),
            securityContext: restrictedContainer,
          },
        ],
      },
    },
  };
}
