// @ts-check
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SetUserMFAPreferenceCommand,
  SignUpCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";

/**
 * What the customer authenticator does with Cognito.
 *
 * @typedef {{ accessToken: string, idToken: string, refreshToken: string, expiresInSeconds: number }} Tokens
 * @typedef {{ name: string, username: string, session: string, secretCode?: string }} Challenge
 * @typedef {{ tokens?: Tokens, challenge?: Challenge, secretCode?: string }} Success
 * @typedef {import("@aws-sdk/client-cognito-identity-provider").CognitoIdentityProviderClient} Client
 * @typedef {{ client: Pick<Client, "send">, userPoolId: string, clientId: string }} Pool
 * @typedef {"invalidCredentials" | "invalidCode" | "invalidToken" | "weakPassword" | "tooManyAttempts"} FailureCode
 * @typedef {{ fields: readonly string[], run: (pool: Pool, given: Record<string, string>) => Promise<Success>,
 *   errors: Readonly<Record<string, FailureCode | "hidden">> }} Action
 */

/** Errors that mean the same for every action. */
const commonErrors = /** @type {const} */ ({
  InvalidPasswordException: "weakPassword",
  PasswordHistoryPolicyViolationException: "weakPassword",
  CodeMismatchException: "invalidCode",
  ExpiredCodeException: "invalidCode",
  EnableSoftwareTokenMFAException: "invalidCode",
  LimitExceededException: "tooManyAttempts",
  TooManyRequestsException: "tooManyAttempts",
  TooManyFailedAttemptsException: "tooManyAttempts",
});

const credentialErrors = /** @type {const} */ ({
  NotAuthorizedException: "invalidCredentials",
  UserNotFoundException: "invalidCredentials",
  UserNotConfirmedException: "invalidCredentials",
  PasswordResetRequiredException: "invalidCredentials",
});
const codeErrors = /** @type {const} */ ({
  NotAuthorizedException: "invalidCode",
  UserNotFoundException: "invalidCode",
  UserNotConfirmedException: "invalidCode",
  AliasExistsException: "invalidCode",
});
const tokenErrors = /** @type {const} */ ({
  NotAuthorizedException: "invalidToken",
  UserNotFoundException: "invalidToken",
  RefreshTokenReuseException: "invalidToken",
  UnauthorizedException: "invalidToken",
  UnsupportedTokenTypeException: "invalidToken",
});

/**
 * Errors marked `hidden` are answered as a success: otherwise whoever asks would learn which addresses have an account.
 *
 * @type {Readonly<Record<string, Action>>}
 */
export const actions = {
  signUp: {
    fields: ["email", "password"],
    run: async ({ client, clientId }, { email, password }) => {
      const attributes = [{ Name: "email", Value: email }];
      await client.send(
        new SignUpCommand({
          ClientId: clientId,
          Username: email,
          Password: password,
          UserAttributes: attributes,
        }),
      );
      return {};
    },
    errors: { ...commonErrors, UsernameExistsException: "hidden" },
  },
  confirmSignUp: {
    fields: ["email", "code"],
    run: async ({ client, clientId }, { email, code }) => {
      await client.send(
        new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code }),
      );
      return {};
    },
    errors: { ...commonErrors, ...codeErrors },
  },
  resendCode: {
    fields: ["email"],
    run: async ({ client, clientId }, { email }) => {
      await client.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username: email }));
      return {};
    },
    errors: { ...commonErrors, UserNotFoundException: "hidden", InvalidParameterException: "hidden" },
  },
  signIn: {
    fields: ["email", "password"],
    run: async (pool, { email = "", password = "" }) => {
      const answer = await pool.client.send(
        new AdminInitiateAuthCommand({
          UserPoolId: pool.userPoolId,
          ClientId: pool.clientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: email, PASSWORD: password },
        }),
      );
      return answer.ChallengeName === undefined
        ? { tokens: tokensOf(answer.AuthenticationResult) }
        : {
            challenge: await challengeOf(
              pool,
              answer,
              answer.ChallengeParameters?.["USER_ID_FOR_SRP"] ?? email,
            ),
          };
    },
    errors: { ...commonErrors, ...credentialErrors },
  },
  answerChallenge: {
    fields: ["challenge", "username", "session", "code"],
    run: async (pool, { challenge, username = "", session, code = "" }) => {
      const verified = challenge === "MFA_SETUP" ? await verify(pool, { Session: session }, code) : session;
      const answer = await pool.client.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId: pool.userPoolId,
          ClientId: pool.clientId,
          ChallengeName: challenge === "MFA_SETUP" ? "MFA_SETUP" : "SOFTWARE_TOKEN_MFA",
          ChallengeResponses: {
            USERNAME: username,
            ...(challenge === "MFA_SETUP" ? {} : { SOFTWARE_TOKEN_MFA_CODE: code }),
          },
          Session: verified,
        }),
      );
      return { tokens: tokensOf(answer.AuthenticationResult) };
    },
    errors: { ...commonErrors, ...tokenErrors },
  },
  enrolMfa: {
    fields: ["accessToken"],
    run: async ({ client }, { accessToken }) => {
      const { SecretCode } = await client.send(
        new AssociateSoftwareTokenCommand({ AccessToken: accessToken }),
      );
      return { secretCode: present(SecretCode, "SecretCode") };
    },
    errors: { ...commonErrors, ...tokenErrors },
  },
  confirmMfa: {
    fields: ["accessToken", "code"],
    run: async (pool, { accessToken, code = "" }) => {
      await verify(pool, { AccessToken: accessToken }, code);
      const preference = { Enabled: true, PreferredMfa: true };
      await pool.client.send(
        new SetUserMFAPreferenceCommand({ AccessToken: accessToken, SoftwareTokenMfaSettings: preference }),
      );
      return {};
    },
    errors: { ...commonErrors, ...tokenErrors },
  },
  refresh: {
    fields: ["refreshToken"],
    run: async ({ client, clientId }, { refreshToken }) => {
      const answer = await client.send(
        new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken: refreshToken }),
      );
      return { tokens: tokensOf(answer.AuthenticationResult) };
    },
    errors: { ...commonErrors, ...tokenErrors },
  },
  signOut: {
    fields: ["refreshToken"],
    run: async ({ client, clientId }, { refreshToken }) => {
      await client.send(new RevokeTokenCommand({ ClientId: clientId, Token: refreshToken }));
      return {};
    },
    errors: { ...commonErrors, ...tokenErrors },
  },
  forgotPassword: {
    fields: ["email"],
    run: async ({ client, clientId }, { email }) => {
      await client.send(new ForgotPasswordCommand({ ClientId: clientId, Username: email }));
      return {};
    },
    errors: {
      ...commonErrors,
      UserNotFoundException: "hidden",
      InvalidParameterException: "hidden",
      NotAuthorizedException: "hidden",
    },
  },
  resetPassword: {
    fields: ["email", "code", "newPassword"],
    run: async ({ client, clientId }, { email, code, newPassword }) => {
      await client.send(
        new ConfirmForgotPasswordCommand({
          ClientId: clientId,
          Username: email,
          ConfirmationCode: code,
          Password: newPassword,
        }),
      );
      return {};
    },
    errors: { ...commonErrors, ...codeErrors },
  },
};

/**
 * A sign-in's next step. A customer who must use a second factor and has none yet gets the secret for the app along.
 *
 * @param {Pool} pool
 * @param {{ ChallengeName?: string | undefined, Session?: string | undefined }} answer
 * @param {string} username
 * @returns {Promise<Challenge>}
 */
async function challengeOf({ client }, { ChallengeName, Session }, username) {
  const name = present(ChallengeName, "ChallengeName");
  if (name === "SOFTWARE_TOKEN_MFA") return { name, username, session: present(Session, "Session") };
  if (name !== "MFA_SETUP") throw new Error(`challenge ${name} is not supported`);
  const setUp = await client.send(new AssociateSoftwareTokenCommand({ Session }));
  return {
    name,
    username,
    session: present(setUp.Session, "Session"),
    secretCode: present(setUp.SecretCode, "SecretCode"),
  };
}

/** @type {(pool: Pool, who: { AccessToken?: string | undefined, Session?: string | undefined }, code: string) => Promise<string | undefined>} */
async function verify({ client }, who, code) {
  const { Session } = await client.send(new VerifySoftwareTokenCommand({ ...who, UserCode: code }));
  return Session;
}

/** @type {(result: import("@aws-sdk/client-cognito-identity-provider").AuthenticationResultType | undefined) => Tokens} */
function tokensOf(result) {
  return {
    accessToken: present(result?.AccessToken, "AccessToken"),
    idToken: present(result?.IdToken, "IdToken"),
    refreshToken: present(result?.RefreshToken, "RefreshToken"),
    expiresInSeconds: result?.ExpiresIn ?? 0,
  };
}

/** @type {(value: string | undefined, name: string) => string} */
function present(value, name) {
  if (value === undefined) throw new Error(`Cognito's answer has no ${name}`);
  return value;
}
