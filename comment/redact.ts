/**
 * Finds secrets by their shape, for text that nobody marked as secret: error messages, names, values that a program
 * forgot to wrap. It errs on the side of hiding: a reviewer can look up a hidden value, nobody can unpublish a comment.
 */

/** Stands in place of whatever looked like a secret. */
export const REDACTED = "[redacted]";

/** Whole matches that are hidden. */
const shapes: readonly RegExp[] = [
  // PEM of any kind, also with its line breaks written as \n, also cut off.
  /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/gi,
  // AWS key ids.
  /\b(?:AKIA|ASIA|ABIA|ACCA|APKA)[A-Z0-9]{12,}/g,
  // GitHub, GitLab, Slack, Stripe, Mercado Pago, Google, npm, PyPI, Pulumi, Docker, DigitalOcean, Vault, Terraform Cloud,
  // OpenAI and Anthropic, SendGrid, Mailgun, Grafana, Shopify, Twilio, Linear, Brevo, Datadog, New Relic, Postman, Hugging Face, Square, Meta.
  /\b(?:gh[a-z]_|github_pat_)\w{16,}/g,
  /\bgl[a-z]{2,6}-[\w.-]{16,}/g,
  /\bx(?:ox[a-z]|app)-[\w-]{10,}/g,
  /\b(?:[rsp]k_(?:live|test)|whsec)_\w{10,}/g,
  /\b(?:APP_USR|TEST)-[0-9a-f-]{20,}/gi,
  /\b(?:AIza[\w-]{30,}|ya29\.[\w-]{10,}|GOCSPX-[\w-]{10,})/g,
  /\b(?:npm_|pypi-|pul-|dckr_pat_|do[opr]_v1_|glc_|glsa_|shp[a-z]{2}_|lin_api_|xkeysib-|ddp?_)[\w-]{16,}/g,
  /\b(?:hv[a-z]\.|SG\.|[A-Za-z0-9]{14}\.atlasv1\.)[\w.-]{16,}/g,
  /\b(?:sk|xai|NRAK|PMAK)-[\w-]{16,}/g,
  /\b(?:hf_|sq0[a-z]{3}-|EAA)[A-Za-z0-9_-]{20,}/g,
  // PEM in base64, as a kubeconfig or a Kubernetes Secret has it.
  /\bLS0tLS1CRUdJTi[\w+/=]*/g,
  /\bkey-[0-9a-f]{32}\b/g,
  /\b(?:AC|SK)[0-9a-f]{32}\b/g,
  // JWT and JWE, and anything else that is base64 of a JSON object.
  /\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g,
  // Bot tokens and web hooks, whose address is the secret.
  /\b\d{8,10}:[\w-]{35}\b/g,
  /\bhttps:\/\/hooks\.slack\.com\/[^\s"'<>]+/g,
  /\bhttps:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/[^\s"'<>]+/g,
  // Password hashes.
  /\$(?:2[aby]|[156]|argon2\w*|scrypt|y)\$[^\s"'<>]{20,}/g,
  // Hexadecimal of 128 bits or more that does not say it is a digest.
  /(?<!sha(?:1|224|256|384|512)[:-]|[0-9a-f])[0-9a-f]{32,}(?![0-9a-f])/gi,
];

/** Matches of which the first group is kept. */
const assignments: readonly RegExp[] = [
  // scheme://user:password@host; an image reference with a port and a digest is none.
  /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s"'<>:/@]{0,100}:[^\s"'<>]{1,300}@(?!sha256:)/gi,
  /(\b(?:proxy-)?authorization["']?\s*[:=]\s*)(?!\[redacted\])[^\r\n]+/gi,
  /(\b(?:bearer|basic)\s+)(?=\S*[\d=])[\w.~+/=-]{8,}/gi,
  // password=…, "apiKey": "…"; not the `:secret:` of an ARN. Bounded, so that no name can make it slow.
  /((?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|(?:api|access|account|auth|client|license|private|signing|encryption|shared)[_-]?key|signature)[\w.-]{0,40}(?:\\*["']?\s*=\s*|\\*["']\s*:\s*|:\s+))(?:\\*"[^"]*"|'[^']*'|(?!\[(?:redacted|secret)\]|arn:|true\b|false\b|null\b|undefined\b)[^\s"',;&}]+)/gi,
  /(--(?:password|token|secret|api-key)\s+)(?!\[redacted\])\S+/gi,
];

export function redact(text: string): string {
  const withoutShapes = shapes.reduce((kept, shape) => kept.replace(shape, REDACTED), text);
  const withoutAssignments = assignments.reduce(
    (kept, assignment) => kept.replace(assignment, (_, before: string) => `${before}${REDACTED}`),
    withoutShapes,
  );
  return withoutAssignments.replace(/[A-Za-z0-9+/=_-]{32,}/g, (token) =>
    isRandom(token) ? REDACTED : token,
  );
}

/** Letters of both cases and digits, evenly spread, that are not mostly words: a key, not a name or a path. */
function isRandom(token: string): boolean {
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(token));
  const letters = token.replace(/[^A-Za-z]/g, "").length;
  const inWords = (token.match(/[A-Z]?[a-z]{4,}/g) ?? []).join("").length;
  return isMixed && inWords < 0.45 * letters && entropy(token) > 4;
}

/** Bits a character, by how often each occurs. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

/** Words that make the string under a property a secret, whatever its shape. */
const secretName =
  /pass(word|wd|phrase)|secret|token|credential|(api|access|account|auth|client|license|private|signing|encryption|shared)_?key|connection_?string|dsn$|^pwd$|user_?data/i;
/** … unless the property says about a secret rather than is one. */
const aboutSecret =
  /(arn|id|ids|name|names|class|directory|dir|path|file|mount|url|uri|host|endpoint|type|policy|version|versions|length|days|seconds|ttl|units?|rotation\w*|enabled|validity|manage\w*password|password_?management|secretsmanager)$/i;

/** Properties that hold secrets by definition, under the type's token. */
const secretProperties: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws:ssm/parameter:Parameter", ["value", "insecureValue"]],
  ["aws:secretsmanager/secretVersion:SecretVersion", ["secretString", "secretBinary"]],
  ["kubernetes:core/v1:Secret", ["data", "stringData"]],
]);

/** Whether strings at this path are hidden whatever they look like. */
export function isSecretPath(type: string, path: string): boolean {
  const segments = path.split(/[.[\]"]+/).filter((segment) => segment !== "");
  if (secretProperties.get(type)?.includes(segments[0] ?? "") === true) return true;
  return segments.some(isSecretName) && !aboutSecret.test(segments.at(-1) ?? "");
}

/** Whether a property, a variable or a key of this name holds a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name) && !aboutSecret.test(name);
