import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { CustomerAuthenticator } from "./CustomerAuthenticator";

export interface CustomerIdentityArgs {
  /** Whether customers must use a second factor (an authenticator app) or may. @default "OPTIONAL" */
  readonly mfa?: "ON" | "OPTIONAL";
  /** Cognito's plan; PLUS adds threat protection (leaked passwords, risky sign-ins). @default "ESSENTIALS" */
  readonly tier?: "ESSENTIALS" | "PLUS";
  readonly logRetentionDays: number;
  /** KMS key of the authenticator's log group. */
  readonly logKeyArn: pulumi.Input<string>;
  readonly protect: boolean;
}

/**
 * The customers' accounts: a Cognito user pool in which they sign up by themselves with a verified e-mail address, an app
 * client for the customer authenticator alone, and that function. Mail goes through Cognito's own sender, which AWS limits
 * to 50 messages a day (https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html); SES is left to later.
 */
export class CustomerIdentity extends pulumi.ComponentResource {
  readonly userPoolId: pulumi.Output<string>;
  readonly userPoolArn: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  readonly authenticator: CustomerAuthenticator;

  constructor(name: string, args: CustomerIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:identity:CustomerIdentity", name, args, opts);
    const userPool = this.userPool(name, args);
    const client = this.client(name, userPool.id);
    this.userPoolId = userPool.id;
    this.userPoolArn = userPool.arn;
    this.clientId = client.id;
    this.authenticator = new CustomerAuthenticator(
      `${name}-authenticator`,
      {
        userPoolId: userPool.id,
        userPoolArn: userPool.arn,
        clientId: client.id,
        logRetentionDays: args.logRetentionDays,
        logKeyArn: args.logKeyArn,
      },
      { parent: this },
    );
    this.registerOutputs({
      userPoolId: this.userPoolId,
      userPoolArn: this.userPoolArn,
      clientId: this.clientId,
      authenticator: this.authenticator,
    });
  }

  private userPool(name: string, args: CustomerIdentityArgs): aws.cognito.UserPool {
    const { mfa = "OPTIONAL", tier = "ESSENTIALS", protect } = args;
    return new aws.cognito.UserPool(
      name,
      {
        userPoolTier: tier,
        ...(tier === "PLUS" ? { userPoolAddOns: { advancedSecurityMode: "ENFORCED" } } : {}),
        usernameAttributes: ["email"],
        usernameConfiguration: { caseSensitive: false },
        autoVerifiedAttributes: ["email"],
        userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
        accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
        adminCreateUserConfig: { allowAdminCreateUserOnly: false },
        mfaConfiguration: mfa,
        softwareTokenMfaConfiguration: { enabled: true },
        passwordPolicy: {
          minimumLength: 12,
          requireLowercase: true,
          requireUppercase: true,
          requireNumbers: true,
          requireSymbols: true,
          passwordHistorySize: 5,
          temporaryPasswordValidityDays: 3,
        },
        deletionProtection: protect ? "ACTIVE" : "INACTIVE",
      },
      { parent: this, protect, retainOnDelete: protect },
    );
  }

  /**
   * The client has no secret: nothing but the function knows how to sign in with it, because only the flow that needs IAM
   * permission is allowed. So a client id that leaks cannot be used to try passwords.
   */
  private client(name: string, userPoolId: pulumi.Input<string>): aws.cognito.UserPoolClient {
    return new aws.cognito.UserPoolClient(
      name,
      {
        userPoolId,
        generateSecret: false,
        explicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
        refreshTokenRotation: { feature: "ENABLED", retryGracePeriodSeconds: 10 },
        preventUserExistenceErrors: "ENABLED",
        enableTokenRevocation: true,
        supportedIdentityProviders: ["COGNITO"],
        accessTokenValidity: 15,
        idTokenValidity: 15,
        refreshTokenValidity: 30,
        tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
      },
      { parent: this },
    );
  }
}
