import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface Cluster {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: pulumi.Input<string> | readonly pulumi.Input<string>[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, pulumi.Input<string> | readonly string[]>>>
  >;
}

export interface PodIdentityRoleArgs {
  readonly cluster: Cluster;
  readonly accountId: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** What the pods may do; with none, they get a role that may do nothing. */
  readonly statements: readonly Statement[];
}

/**
 * The IAM role of one Kubernetes service account, through EKS Pod Identity: role, policy and association.
 * The trust holds for this cluster, namespace and service account alone. Pods that start before the association have no
 * credentials: make their workload depend on this component.
 */
export class PodIdentityRole extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;
  /** For attaching one of AWS's own policies. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: PodIdentityRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:pods:PodIdentityRole", name, args, opts);
    const parent = { parent: this };
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        description: `Pods of service account ${args.namespace}/${args.serviceAccount}`,
        assumeRolePolicy: pulumi.jsonStringify(trust(args)),
      },
      parent,
    );
    if (args.statements.length > 0)
      new aws.iam.RolePolicy(
        `${name}-policy`,
        { role: role.name, policy: pulumi.jsonStringify(policyDocument(args.statements)) },
        parent,
      );
    new aws.eks.PodIdentityAssociation(
      `${name}-association`,
      {
        clusterName: args.cluster.name,
        namespace: args.namespace,
        serviceAccount: args.serviceAccount,
        roleArn: role.arn,
      },
      parent,
    );
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.registerOutputs({ roleArn: this.roleArn, roleName: this.roleName });
  }
}

export function policyDocument(statements: readonly Statement[]) {
  return { Version: "2012-10-17", Statement: statements };
}

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
export function trust(args: Omit<PodIdentityRoleArgs, "statements">) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PodIdentity",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": args.accountId,
            "aws:RequestTag/kubernetes-namespace": args.namespace,
            "aws:RequestTag/kubernetes-service-account": args.serviceAccount,
          },
          ArnEquals: { "aws:SourceArn": args.cluster.arn },
        },
      },
    ],
  };
}
