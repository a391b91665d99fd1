// @ts-check
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";

import { actions } from "./actions.mjs";

/**
 * The customer authenticator: signs customers up and in through Cognito, for callers that IAM lets invoke it. What goes
 * in and comes out is written in `docs/customer-authenticator.md`.
 *
 * It never tells whether an account exists, and never logs what it was given: only the action, the outcome and the name
 * of Cognito's error.
 *
 * @typedef {import("./actions.mjs").Action} Action
 * @typedef {import("./actions.mjs").Success} Success
 * @typedef {{ code: string, message: string }} Failure
 * @typedef {({ ok: true } & Success) | { ok: false, error: Failure }} Answer
 */

const failures = {
  invalidRequest: "The request is not one of the documented ones.",
  invalidCredentials:
    "The e-mail address or the password is wrong, the address is not confirmed yet, or the password must be reset.",
  invalidCode: "The code is wrong, was used before or has expired.",
  invalidToken: "The token or the session is wrong, was used before or has expired; sign in again.",
  weakPassword: "The password does not meet the rules or was used before.",
  tooManyAttempts: "Too many attempts; try again later.",
  unavailable: "Signing in does not work at the moment; try again later.",
};

/** What each field must look like. A request holds exactly its action's fields. */
const patterns = {
  email: /^[^\s@]{1,64}@[^\s@]{1,190}$/,
  username: /^[^\s]{1,128}$/,
  password: /^.{1,256}$/s,
  newPassword: /^.{1,256}$/s,
  code: /^\d{6}$/,
  challenge: /^(SOFTWARE_TOKEN_MFA|MFA_SETUP)$/,
  session: /^.{20,2048}$/,
  accessToken: /^[\w.-]{1,8192}$/,
  refreshToken: /^[\w.-]{1,8192}$/,
};

/**
 * The function for one user pool.
 *
 * @param {import("./actions.mjs").Pool} pool
 * @param {(line: Readonly<Record<string, string>>) => void} log
 * @returns {(event: unknown) => Promise<Answer>}
 */
export function authenticator(pool, log) {
  return async (event) => {
    const given = typeof event === "object" && event !== null ? Object.entries(event) : [];
    const fields = Object.fromEntries(given.filter(([key]) => key !== "action"));
    const name = given.find(([key]) => key === "action")?.[1];
    const action = typeof name === "string" && Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined)
      return failed("invalidRequest", `action must be one of: ${Object.keys(actions).join(", ")}`);
    const problem = problemOf(action, fields);
    if (problem !== undefined) return failed("invalidRequest", problem);
    try {
      const success = await action.run(pool, fields);
      log({ action: name, outcome: "ok" });
      return { ok: true, ...success };
    } catch (error) {
      const errorName = error instanceof Error ? error.name : "unknown";
      const outcome = action.errors[errorName] ?? "unavailable";
      log({ action: name, outcome, errorName });
      return outcome === "hidden" ? { ok: true } : failed(outcome);
    }
  };
}

/** @type {(action: Action, given: Record<string, unknown>) => string | undefined} */
function problemOf({ fields }, given) {
  const extra = Object.keys(given).filter((key) => !fields.includes(key));
  if (extra.length > 0) return `unknown fields: ${extra.join(", ")}; needed are: ${fields.join(", ")}`;
  const wrong = Object.entries(patterns).filter(([field, pattern]) => {
    const value = given[field];
    return fields.includes(field) && !(typeof value === "string" && pattern.test(value));
  });
  return wrong.length === 0 ? undefined : `missing or malformed: ${wrong.map(([field]) => field).join(", ")}`;
}

/** @type {(code: keyof typeof failures, detail?: string) => Answer} */
function failed(code, detail) {
  return { ok: false, error: { code, message: detail ?? failures[code] } };
}

export const handler = authenticator(
  {
    client: new CognitoIdentityProviderClient({}),
    userPoolId: process.env["USER_POOL_ID"] ?? "",
    clientId: process.env["USER_POOL_CLIENT_ID"] ?? "",
  },
  (line) => {
    // eslint-disable-next-line no-console -- Lambda writes what the console gets into the log
    console.info(line);
  },
);
