const SECRET_NAME = /(password|passwd|secret|token|api_?key|private_?key|access_?key|credential)/i;
/** Such a name tells where a secret is, or something about it, and is not the secret itself. */
const REFERENCE_NAME =
  /_?(arn|name|id|url|uri|host|endpoint|file|path|dir|directory|folder|prefix|version|ttl|seconds|minutes|type)$/i;
const SECRET_TEXT = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/, // an AWS access key
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /:\/\/[^/\s:@]+:[^/\s:@]+@/, // a URL with a password in it
  /\bAPP_USR-\d+-/, // a Mercado Pago access token
];

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !REFERENCE_NAME.test(name);
}

export function isSecretText(text: string): boolean {
  return SECRET_TEXT.some((pattern) => pattern.test(text));
}
