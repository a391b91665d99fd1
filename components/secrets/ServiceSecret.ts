import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ServiceSecretArgs {
  /** Name of the service that reads the secret. */
  readonly service: string;
  /** Keys that operators put into the secret's JSON object. */
  readonly keys: readonly string[];
  readonly keyArn: pulumi.Input<string>;
  /** Keeps the secret, and lets AWS hold a deleted one for 30 days instead of 7. */
  readonly protect: boolean;
}

/**
 * A service's secret without a value: operators put that in with `aws secretsmanager put-secret-value`, so that it is
 * never in the program, its state or a plan. Who may read it is decided by the reader's role.
 */
export class ServiceSecret extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ServiceSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:secrets:ServiceSecret", name, args, opts);
    const { service, keys, keyArn, protect } = args;
    const secret = new aws.secretsmanager.Secret(
      name,
      {
        description: `Secrets of ${service}, a JSON object with the keys: ${keys.join(", ") || "(none)"}`,
        kmsKeyId: keyArn,
        recoveryWindowInDays: protect ? 30 : 7,
      },
      { parent: this, protect, retainOnDelete: protect },
    );
    this.arn = secret.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
