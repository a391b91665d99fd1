import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { authenticatorPolicy, lambdaTrust } from "./documents";

/** Relative to the project's folder, where Pulumi runs the program: an absolute path would differ by machine. */
const source = "functions/customer-authenticator";

export interface CustomerAuthenticatorArgs {
  readonly userPoolId: pulumi.Input<string>;
  readonly userPoolArn: pulumi.Input<string>;
  readonly clientId: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly logKeyArn: pulumi.Input<string>;
}

/**
 * The customer authenticator: a Lambda function that signs customers up and in through Cognito
 * (`functions/customer-authenticator`). It has no public URL and no resource policy: whoever calls it needs
 * `lambda:InvokeFunction` on `functionArn`, and a gateway in front of it is left to who adds one. It is called and waited
 * for, never queued, so there is no dead-letter queue.
 */
export class CustomerAuthenticator extends pulumi.ComponentResource {
  readonly functionArn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: CustomerAuthenticatorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:identity:CustomerAuthenticator", name, args, opts);
    const parent = { parent: this };
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
      parent,
    );
    const role = new aws.iam.Role(name, { assumeRolePolicy: JSON.stringify(lambdaTrust) }, parent);
    const policy = new aws.iam.RolePolicy(
      name,
      {
        role: role.id,
        policy: pulumi
          .all([args.userPoolArn, logGroup.arn])
          .apply(([userPoolArn, logGroupArn]) =>
            JSON.stringify(authenticatorPolicy(userPoolArn, logGroupArn)),
          ),
      },
      parent,
    );
    const authenticator = new aws.lambda.Function(
      name,
      {
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: new pulumi.asset.FileArchive(source),
        role: role.arn,
        memorySize: 256,
        timeout: 10,
        environment: { variables: { USER_POOL_ID: args.userPoolId, USER_POOL_CLIENT_ID: args.clientId } },
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
        tracingConfig: { mode: "Active" },
      },
      // So that no call comes before the function may write its log.
      { parent: this, dependsOn: [policy] },
    );
    this.functionArn = authenticator.arn;
    this.functionName = authenticator.name;
    this.registerOutputs({ functionArn: this.functionArn, functionName: this.functionName });
  }
}
