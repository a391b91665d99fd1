import assert from "node:assert/strict";

import fc from "fast-check";

import type { Answer } from "../../functions/customer-authenticator/index.mjs" with {
  "resolution-mode": "import",
};

// The client's version is pinned, and it runs on Node.js 20; what later ones need is no concern of this test.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const email = "ana@example.com";
const password = "Secret-Passw0rd!";
const session = "s".repeat(40);
const AuthenticationResult = {
  AccessToken: "new.a",
  IdToken: "new.i",
  RefreshToken: "new.r",
  ExpiresIn: 900,
};
const tokens = { accessToken: "new.a", idToken: "new.i", refreshToken: "new.r", expiresInSeconds: 900 };

interface Run {
  readonly answer: Answer;
  /** The commands Cognito got, as `[name, input]`. */
  readonly sent: readonly (readonly [string, Readonly<Record<string, unknown>>])[];
  readonly logged: string;
}

/** Runs one request against a Cognito that gives the answers in turn; an error is thrown. */
async function run(event: unknown, ...answers: readonly (object | Error)[]): Promise<Run> {
  const { authenticator } = await import("../../functions/customer-authenticator/index.mjs");
  const sent: [string, Record<string, unknown>][] = [];
  const lines: unknown[] = [];
  const left = [...answers];
  const send = (command: {
    constructor: { name: string };
    input: Record<string, unknown>;
  }): Promise<object> => {
    sent.push([command.constructor.name, command.input]);
    const answer = left.shift() ?? {};
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const pool = { client: { send } as never, userPoolId: "us-east-1_pool", clientId: "client" };
  const answer = await authenticator(pool, (line) => lines.push(line))(event);
  return { answer, sent, logged: JSON.stringify(lines) };
}

function cognito(name: string): Error {
  return Object.assign(new Error(`${name} about ${email}`), { name });
}

/** A well-formed request for each action, and the command it sends first. */
const requests: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string]>> = {
  signUp: [{ email, password }, "SignUpCommand"],
  confirmSignUp: [{ email, code: "123456" }, "ConfirmSignUpCommand"],
  resendCode: [{ email }, "ResendConfirmationCodeCommand"],
  signIn: [{ email, password }, "AdminInitiateAuthCommand"],
  answerChallenge: [
    { challenge: "SOFTWARE_TOKEN_MFA", username: "u-1", session, code: "123456" },
    "AdminRespondToAuthChallengeCommand",
  ],
  enrolMfa: [{ accessToken: "a.b.c" }, "AssociateSoftwareTokenCommand"],
  confirmMfa: [{ accessToken: "a.b.c", code: "123456" }, "VerifySoftwareTokenCommand"],
  refresh: [{ refreshToken: "a.b.c" }, "GetTokensFromRefreshTokenCommand"],
  signOut: [{ refreshToken: "a.b.c" }, "RevokeTokenCommand"],
  forgotPassword: [{ email }, "ForgotPasswordCommand"],
  resetPassword: [{ email, code: "123456", newPassword: password }, "ConfirmForgotPasswordCommand"],
};

describe("the customer authenticator's function", () => {
  describe("signing in", () => {
    it("gives tokens for the right password, by the flow that needs IAM permission", async () => {
      const { answer, sent } = await run({ action: "signIn", email, password }, { AuthenticationResult });
      assert.deepEqual(answer, { ok: true, tokens });
      assert.deepEqual(sent, [
        [
          "AdminInitiateAuthCommand",
          {
            UserPoolId: "us-east-1_pool",
            ClientId: "client",
            AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
            AuthParameters: { USERNAME: email, PASSWORD: password },
          },
        ],
      ]);
    });

    it("asks for the second factor, under the name Cognito wants back", async () => {
      const { answer } = await run(
        { action: "signIn", email, password },
        {
          ChallengeName: "SOFTWARE_TOKEN_MFA",
          Session: session,
          ChallengeParameters: { USER_ID_FOR_SRP: "u-1" },
        },
      );
      assert.deepEqual(answer, {
        ok: true,
        challenge: { name: "SOFTWARE_TOKEN_MFA", username: "u-1", session },
      });
    });

    it("takes the second factor's code for tokens", async () => {
      const request = {
        action: "answerChallenge",
        challenge: "SOFTWARE_TOKEN_MFA",
        username: "u-1",
        session,
      };
      const { answer, sent } = await run({ ...request, code: "123456" }, { AuthenticationResult });
      assert.deepEqual(answer, { ok: true, tokens });
      assert.deepEqual(sent[0]?.[1]["ChallengeResponses"], {
        USERNAME: "u-1",
        SOFTWARE_TOKEN_MFA_CODE: "123456",
      });
      assert.equal(sent[0][1]["Session"], session);
    });

    it("hands out a secret for the app where a second factor is due and not set up, and takes its first code", async () => {
      const started = await run(
        { action: "signIn", email, password },
        { ChallengeName: "MFA_SETUP", Session: "first", ChallengeParameters: {} },
        { SecretCode: "SEED", Session: session },
      );
      assert.deepEqual(started.answer, {
        ok: true,
        challenge: { name: "MFA_SETUP", username: email, session, secretCode: "SEED" },
      });
      assert.deepEqual(started.sent[1], ["AssociateSoftwareTokenCommand", { Session: "first" }]);

      const finished = await run(
        { action: "answerChallenge", challenge: "MFA_SETUP", username: "u-1", session, code: "123456" },
        { Status: "SUCCESS", Session: "third" },
        { AuthenticationResult },
      );
      assert.deepEqual(finished.answer, { ok: true, tokens });
      assert.deepEqual(finished.sent[0], [
        "VerifySoftwareTokenCommand",
        { Session: session, UserCode: "123456" },
      ]);
      assert.equal(finished.sent[1]?.[1]["Session"], "third");
      assert.deepEqual(finished.sent[1][1]["ChallengeResponses"], { USERNAME: "u-1" });
    });

    it("does not pretend to know a challenge that it cannot lead through", async () => {
      const { answer } = await run(
        { action: "signIn", email, password },
        { ChallengeName: "NEW_PASSWORD_REQUIRED", Session: session },
      );
      assert.equal(!answer.ok && answer.error.code, "unavailable");
    });
  });

  it("sends each action's own command, with every field it was given", async () => {
    for (const [action, [fields, command]] of Object.entries(requests)) {
      const { sent } = await run({ action, ...fields }, { AuthenticationResult, SecretCode: "SEED" });
      assert.equal(sent[0]?.[0], command, action);
      const input = JSON.stringify(sent.map(([, given]) => given));
      for (const value of Object.values(fields)) assert.ok(input.includes(value), `${action} drops ${value}`);
    }
  });

  it("gives a rotated refresh token along with new tokens", async () => {
    const { answer } = await run({ action: "refresh", refreshToken: "a.b.c" }, { AuthenticationResult });
    assert.deepEqual(answer, { ok: true, tokens });
  });

  it("turns the second factor on once the app's code was right", async () => {
    const { sent } = await run({ action: "confirmMfa", accessToken: "a.b.c", code: "123456" });
    assert.deepEqual(sent[1], [
      "SetUserMFAPreferenceCommand",
      { AccessToken: "a.b.c", SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } },
    ]);
  });

  describe("what Cognito refuses", () => {
    const same: Readonly<Record<string, readonly string[]>> = {
      signIn: [
        "NotAuthorizedException",
        "UserNotFoundException",
        "UserNotConfirmedException",
        "PasswordResetRequiredException",
      ],
      confirmSignUp: [
        "CodeMismatchException",
        "ExpiredCodeException",
        "NotAuthorizedException",
        "UserNotFoundException",
      ],
      resetPassword: [
        "CodeMismatchException",
        "ExpiredCodeException",
        "UserNotConfirmedException",
        "UserNotFoundException",
      ],
      refresh: ["NotAuthorizedException", "RefreshTokenReuseException", "UserNotFoundException"],
    };
    for (const [action, errors] of Object.entries(same))
      it(`is answered the same by ${action} whatever the reason, so that accounts cannot be counted`, async () => {
        const answers = new Set<string>();
        for (const error of errors) {
          const { answer } = await run({ action, ...requests[action]?.[0] }, cognito(error));
          assert.equal(answer.ok, false);
          answers.add(JSON.stringify(answer));
        }
        assert.equal(answers.size, 1, [...answers].join("\n"));
      });

    for (const [action, error] of [
      ["signUp", "UsernameExistsException"],
      ["resendCode", "UserNotFoundException"],
      ["resendCode", "InvalidParameterException"],
      ["forgotPassword", "UserNotFoundException"],
      ["forgotPassword", "InvalidParameterException"],
      ["forgotPassword", "NotAuthorizedException"],
    ] as const)
      it(`does not show in ${action}'s answer where it is ${error}`, async () => {
        const event = { action, ...requests[action]?.[0] };
        assert.deepEqual((await run(event, cognito(error))).answer, (await run(event)).answer);
      });

    for (const [error, code] of [
      ["InvalidPasswordException", "weakPassword"],
      ["PasswordHistoryPolicyViolationException", "weakPassword"],
      ["LimitExceededException", "tooManyAttempts"],
      ["TooManyRequestsException", "tooManyAttempts"],
      ["TooManyFailedAttemptsException", "tooManyAttempts"],
      ["AccessDeniedException", "unavailable"],
      ["InternalErrorException", "unavailable"],
    ] as const)
      it(`is ${code} for ${error}`, async () => {
        const { answer } = await run(
          { action: "resetPassword", ...requests["resetPassword"]?.[0] },
          cognito(error),
        );
        assert.equal(!answer.ok && answer.error.code, code);
      });

    it("is unavailable where the answer lacks the tokens", async () => {
      const { answer } = await run({ action: "signIn", email, password }, { AuthenticationResult: {} });
      assert.equal(!answer.ok && answer.error.code, "unavailable");
    });
  });

  it("logs neither address, password, code, token nor Cognito's words, whatever happens", async () => {
    const secrets = [email, password, "123456", session, "a.b.c", "new.", "SEED", "about"];
    for (const [action, [fields]] of Object.entries(requests))
      for (const answer of [
        { AuthenticationResult, SecretCode: "SEED" },
        cognito("NotAuthorizedException"),
      ]) {
        const { logged } = await run({ action, ...fields }, answer);
        assert.match(logged, new RegExp(`"action":"${action}"`));
        for (const secret of secrets) assert.ok(!logged.includes(secret), `${action} logs ${secret}`);
      }
  });

  describe("a request that is none", () => {
    const wrong: Readonly<Record<string, readonly [unknown, RegExp]>> = {
      "is nothing": [undefined, /action must be one of: signUp, /],
      "is a string": ["signIn", /action must be one of/],
      "has no action": [{ email, password }, /action must be one of/],
      "has an action that every object has": [{ action: "constructor" }, /action must be one of/],
      "has an action that is no string": [{ action: { toString: 1 } }, /action must be one of/],
      "lacks a field": [{ action: "signIn", email }, /missing or malformed: password/],
      "has a field too many": [{ action: "signIn", email, password, admin: true }, /unknown fields: admin/],
      "has an address without @": [{ action: "forgotPassword", email: "ana" }, /missing or malformed: email/],
      "has a code of letters": [
        { action: "confirmSignUp", email, code: "12345a" },
        /missing or malformed: code/,
      ],
      "has a password that is no string": [
        { action: "signIn", email, password: { $ne: "" } },
        /malformed: password/,
      ],
    };
    for (const [name, [event, message]] of Object.entries(wrong))
      it(`never reaches Cognito: it ${name}`, async () => {
        const { answer, sent } = await run(event);
        assert.equal(sent.length, 0);
        assert.ok(!answer.ok && answer.error.code === "invalidRequest");
        assert.match(answer.error.message, message);
      });

    it("is answered and never thrown at, whatever JSON it is", async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (event) => {
          const { answer, sent } = await run(event);
          assert.ok(!answer.ok && answer.error.code === "invalidRequest");
          assert.equal(sent.length, 0);
        }),
      );
    });
  });
});
