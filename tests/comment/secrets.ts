/**
 * Secrets as they look, one of each shape; none was ever valid. They are put together at run time so that scanners of
 * this repository find nothing.
 */
const joined = (...parts: readonly string[]): string => parts.join("");
const letters = "Zq8xW3vT6rP1mK9jH4gD7sA2";
const long = "q7Zp2Xw9Lk4Vt8Bn3Mf6Rc1Hs5Jd0Gy";
const hex = "9f86d081884c7d659a2feaa0c55ad015";

export const secrets: Readonly<Record<string, string>> = {
  "AWS access key id": joined("AKIA", "IOSFODNN7EXAMPL2"),
  "AWS temporary key id": joined("ASIA", "Y34FZKBOKMUTVV7A"),
  "AWS secret access key": joined("wJalrXUtnFEMI/K7MDENG/bPxRfiCY", "zEXAMPLEK2"),
  "AWS session token": joined("FwoGZXIvYXdzE", long, long, "/", letters, "=="),
  "GitHub personal token": joined("ghp_", letters, letters.slice(0, 12)),
  "GitHub fine-grained token": joined("github_pat_11", letters, "_", long),
  "GitHub app token": joined("ghs_", letters, letters.slice(0, 12)),
  "GitLab token": joined("glpat-", letters.slice(0, 20)),
  "Slack bot token": joined("xoxb-", "123456789012-1234567890123-", letters),
  "Slack web hook": joined("https://hooks.slack.com/services/", "T00000000/B00000000/", letters),
  "Discord web hook": joined("https://discord.com/api/webhooks/", "123456789012345678/", long, letters),
  "Stripe key": joined("sk_live_", letters),
  "Mercado Pago token": joined("APP_USR-", "1234567890123456-112026-", hex, "-123456789"),
  "Google API key": joined("AIza", "SyD", long),
  "Google client secret": joined("GOCSPX-", letters),
  "npm token": joined("npm_", letters, letters.slice(0, 12)),
  "PyPI token": joined("pypi-", "AgEIcHlwaS5vcmc", long),
  "Pulumi token": joined("pul-", hex, hex.slice(0, 8)),
  "Docker token": joined("dckr_pat_", letters),
  "DigitalOcean token": joined("dop_v1_", hex, hex),
  "Vault token": joined("hvs.", letters, letters),
  "OpenAI key": joined("sk-proj-", letters, letters),
  "SendGrid key": joined("SG.", letters.slice(0, 22), ".", long),
  "Twilio key": joined("SK", hex),
  "Square secret": joined("sq0csp-", letters, letters.slice(0, 19)),
  "JSON web token": joined("eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxMjM0In0.", letters),
  "encrypted web token": ["eyJhbGciOiJSU0EtT0FFUCJ9", letters, letters, long, letters].join("."),
  "private key, PEM": [
    "-----BEGIN RSA PRIVATE KEY-----",
    joined("MIIEpAIBAAKCAQEA", long),
    long,
    "-----END RSA PRIVATE KEY-----",
  ].join("\n"),
  "private key, OpenSSH, cut off": [
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    joined("b3BlbnNzaC1rZXktdjE", long),
  ].join("\n"),
  "private key, PEM in base64": joined("LS0tLS1CRUdJTi", "BSU0EgUFJJVkFURSBLRVktLS0tLQ", long),
  "password in an address": joined("postgres://payment:", "hunter2-Tr0ub4dor", "@db.internal:5432/payment"),
  "password assigned": joined("password=", "correct-horse-battery-staple"),
  "password in JSON": joined('{"dbPassword": "', "correct horse battery staple", '"}'),
  "bearer header": joined("Authorization: Bearer ", letters),
  "basic header": joined("authorization: Basic ", "cGF5bWVudDpodW50ZXIy", letters),
  "Telegram bot token": joined("123456789:", "AAHx", long),
  "password hash": joined("$2b$12$", letters, letters, "abcde"),
  "age key": joined("AGE-SECRET-KEY-1", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
  "hexadecimal key": joined(hex, hex),
  "random string": joined(long, letters),
};

/** What of a secret must never be seen: its telling part, without the words around it. */
export function tellingPart(name: string): string {
  const secret = secrets[name] ?? "";
  const password = /hunter2-Tr0ub4dor|correct[- ]horse[- ]battery[- ]staple/.exec(secret)?.[0];
  const body =
    secret.replace(/^.*?(?:webhooks\/|services\/|Bearer |Basic |KEY-----\n)/s, "").split("\n")[0] ?? "";
  return password ?? body;
}
