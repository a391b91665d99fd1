import { setTimeout as wait } from "node:timers/promises";

import { redact } from "./redact";

export interface HttpOptions {
  /** Base address of the API, such as `https://api.github.com`. */
  readonly api: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Longest time for one request with its answer. @default 30 000 */
  readonly timeoutMs?: number;
  /** Tries of one request before it is given up. @default 6 */
  readonly tries?: number;
  /** Longest time to wait altogether, in milliseconds. @default 10 minutes */
  readonly patienceMs?: number;
  /** @default waits */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Between 0 and 1, to spread tries of several runs. @default Math.random */
  readonly random?: () => number;
}

export interface Answer {
  readonly status: number;
  readonly json: unknown;
  /** The next page of a list. */
  readonly next: string | undefined;
}

/** A request that was refused, or that failed after every try. */
export class HttpError extends Error {
  constructor(
    message: string,
    /** Undefined if there was no answer at all. */
    readonly status: number | undefined,
    /** Whether the server may have done what it was asked to. */
    readonly mayHaveHappened: boolean,
  ) {
    super(message);
  }
}

interface Failure {
  readonly error: HttpError;
  /** Whether another try could help, and how long the server asks to wait before it. */
  readonly retry: false | { readonly afterMs: number | undefined };
}

/** A client of a REST API that tries again what can be tried again, and waits as long as it is told to. */
export class Http {
  private waitedMs = 0;

  constructor(private readonly options: HttpOptions) {}

  /**
   * @param hasHappened for what must not happen twice: asked before a try is repeated that may have succeeded
   * @returns undefined if it turned out to have happened
   * @throws HttpError
   */
  async request(
    method: string,
    path: string,
    body?: unknown,
    hasHappened?: () => Promise<boolean>,
  ): Promise<Answer | undefined> {
    const { tries = 6, patienceMs = 600_000, sleep = wait, random = Math.random } = this.options;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.attempt(method, path, body);
      if (!("error" in answer)) return answer;
      const { error, retry } = answer;
      if (retry === false || attempt === tries) throw error;
      const backOff = 1000 * 2 ** (attempt - 1) * (1 + random());
      const pause = Math.max(backOff, retry.afterMs ?? 0);
      if (this.waitedMs + pause > patienceMs)
        throw new HttpError(
          `${error.message}; to wait ${String(Math.ceil(pause / 1000))} s is too long`,
          error.status,
          false,
        );
      this.waitedMs += pause;
      await sleep(pause);
      if (error.mayHaveHappened && (await hasHappened?.()) === true) return undefined;
    }
  }

  private async attempt(method: string, path: string, body: unknown): Promise<Answer | Failure> {
    const { api, headers, timeoutMs = 30_000 } = this.options;
    const url = this.resolve(path);
    try {
      const response = await fetch(url, {
        method,
        headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // A redirect could carry the token to another server.
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      if (!response.ok) return refusal(response, text, `${method} ${url.pathname}`);
      const next = nextPage(response.headers.get("link"));
      return { status: response.status, json: text === "" ? undefined : JSON.parse(text), next };
    } catch (cause) {
      const reason =
        cause instanceof Error ? [cause.message, causeOf(cause)].filter(Boolean).join(": ") : String(cause);
      const error = new HttpError(
        redact(`${method} ${url.pathname} at ${new URL(api).host}: ${reason}`),
        undefined,
        true,
      );
      return { error, retry: { afterMs: undefined } };
    }
  }

  /** @throws HttpError for an address elsewhere, as a list's next page could name one */
  private resolve(path: string): URL {
    const base = this.options.api.replace(/\/$/, "");
    const url = new URL(path.startsWith("/") ? base + path : path);
    if (url.origin === new URL(base).origin) return url;
    throw new HttpError(`the next page is on another server, ${url.origin}; not followed`, undefined, false);
  }
}

const causeOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : "");

function nextPage(link: string | null): string | undefined {
  return link
    ?.split(",")
    .map((part) => /<([^>]+)>;\s*rel="next"/.exec(part)?.[1])
    .find((url) => url !== undefined);
}

/** Of what the server refused: whether that is for good. */
function refusal(response: Response, text: string, what: string): Failure {
  const { status, headers } = response;
  const error = new HttpError(redact(`${what}: ${String(status)} ${messageIn(text)}`), status, status >= 500);
  if (isRateLimit(response, text)) return { error, retry: { afterMs: pauseAsked(headers) } };
  return { error, retry: status >= 500 || status === 408 ? { afterMs: pauseAsked(headers) } : false };
}

/** GitHub says so with 429, or with 403 and a header, or with 403 and words. */
function isRateLimit({ status, headers }: Response, text: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers.has("retry-after") ||
    headers.get("x-ratelimit-remaining") === "0" ||
    /secondary rate limit|abuse detection/i.test(text)
  );
}

/** Milliseconds until the server wants to be asked again. */
function pauseAsked(headers: Headers): number | undefined {
  const after = headers.get("retry-after");
  if (after !== null) {
    const milliseconds = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
    return Number.isFinite(milliseconds) ? milliseconds : undefined;
  }
  const reset = headers.get("x-ratelimit-reset");
  if (headers.get("x-ratelimit-remaining") !== "0" || reset === null) return undefined;
  return Math.max(0, Number(reset) * 1000 - Date.now());
}

function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown };
    if (typeof message === "string") return message;
  } catch {
    // No JSON: the text itself is the message.
  }
  return text.slice(0, 200);
}
