import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type KeyUse, keyPolicy } from "./key-policy";

export interface EncryptionKeysArgs {
  readonly accountId: string;
  readonly region: string;
  /** Guards the keys against deletion: without its key, data is lost. */
  readonly protect: boolean;
}

/** The customer-managed keys of a stage, one for each kind of data, rotated every year. */
export class EncryptionKeys extends pulumi.ComponentResource {
  /** Kubernetes secrets in the cluster's etcd. */
  readonly clusterKeyArn: pulumi.Output<string>;
  /** Databases, tables, images and the secrets of services. */
  readonly dataKeyArn: pulumi.Output<string>;
  /** Topics and queues. */
  readonly messagingKeyArn: pulumi.Output<string>;
  /** CloudWatch log groups. */
  readonly logKeyArn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:keys:EncryptionKeys", name, args, opts);

    const { accountId, region } = args;
    const ownAccount = (service: string): KeyUse => ({
      service,
      condition: { test: "StringEquals", key: "aws:SourceAccount", value: accountId },
    });
    const key = (purpose: string, description: string, uses: readonly KeyUse[]): pulumi.Output<string> => {
      const created = new aws.kms.Key(
        `${name}-${purpose}`,
        {
          description,
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          policy: keyPolicy(accountId, uses),
        },
        { parent: this, protect: args.protect, retainOnDelete: args.protect },
      );
      new aws.kms.Alias(
        `${name}-${purpose}`,
        { namePrefix: `alias/commerce-${purpose}-`, targetKeyId: created.keyId },
        { parent: this },
      );
      return created.arn;
    };
    this.clusterKeyArn = key("cluster", "Kubernetes secrets", []);
    this.dataKeyArn = key("data", "Databases, tables, images and secrets of the services", []);
    this.messagingKeyArn = key("messaging", "Topics and queues", [
      ownAccount("sns.amazonaws.com"),
      ownAccount("sqs.amazonaws.com"),
      ownAccount("cloudwatch.amazonaws.com"),
    ]);
    this.logKeyArn = key("logs", "Log groups", [
      {
        service: `logs.${region}.amazonaws.com`,
        condition: {
          test: "ArnLike",
          key: "kms:EncryptionContext:aws:logs:arn",
          value: `arn:aws:logs:${region}:${accountId}:log-group:*`,
        },
      },
    ]);

    this.registerOutputs({
      clusterKeyArn: this.clusterKeyArn,
      dataKeyArn: this.dataKeyArn,
      messagingKeyArn: this.messagingKeyArn,
      logKeyArn: this.logKeyArn,
    });
  }
}
