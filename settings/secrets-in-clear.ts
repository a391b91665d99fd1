/**
 * Shapes of credentials that must never stand in a settings file. They are what their issuers document or print; the
 * list is for catching mistakes, not for proving their absence.
 */
const shapes: readonly (readonly [name: string, shape: RegExp])[] = [
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a Mercado Pago access token", /\b(APP_USR|TEST)-\d{6,}-\d{6}-[0-9a-f]{16,}/],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,})/],
  ["a JSON web token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./],
  ["a URL with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/],
];
const names = /(password|passwd|secret|token|credential|api-?key|private-?key)/i;

/** Where in this value a secret stands in clear: its path and what it looks like, never the value itself. */
export function secretsInClear(value: unknown, path: string): string[] {
  if (typeof value === "string") {
    const shape = shapes.find(([, pattern]) => pattern.test(value))?.[0];
    const found = shape ?? (names.test(path.split(".").at(-1) ?? "") ? "a secret, by its key" : undefined);
    return found === undefined
      ? []
      : [`${path}: holds ${found}; put it into Secrets Manager and its key into the service's \`secrets\``];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => secretsInClear(inner, `${path}.${key}`))
    : [];
}
