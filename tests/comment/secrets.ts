/**
 * Secrets as they look, one of each shape; none was ever valid. They are put together at run time so that scanners of
 * this repository find nothing.
 */
const letters = "Zq8xW3vT6rP1mK9jH4gD7sA2";
const long = "q7Zp2Xw9Lk4Vt8Bn3Mf6Rc1Hs5Jd0Gy";
const hex = "9f86d081884c7d659a2feaa0c55ad015";

export const secrets: Readonly<Record<string, string>> = {
  "AWS access key id": `AKIA${"IOSFODNN7EXAMPL2"}`,
  "AWS temporary key id": `ASIA${"Y34FZKBOKMUTVV7A"}`,
  "AWS secret access key": `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${"zEXAMPLEK2"}`,
  "AWS session token": `FwoGZXIvYXdzE${long}${long}/${letters}==`,
  "GitHub personal token": `ghp_${letters}${letters.slice(0, 12)}`,
  "GitHub fine-grained token": `github_pat_11${letters}_${long}`,
  "GitHub app token": `ghs_${letters}${letters.slice(0, 12)}`,
  "GitLab token": `glpat-${letters.slice(0, 20)}`,
  "Slack bot token": `xoxb-123456789012-1234567890123-${letters}`,
  "Slack web hook": `https://hooks.slack.com/services/T00000000/B00000000/${letters}`,
  "Discord web hook": `https://discord.com/api/webhooks/123456789012345678/${long}${letters}`,
  "Stripe key": `sk_live_${letters}`,
  "Mercado Pago token": `APP_USR-1234567890123456-112026-${hex}-123456789`,
  "Google API key": `AIza${"SyD"}${long}`,
  "Google client secret": `GOCSPX-${letters}`,
  "npm token": `npm_${letters}${letters.slice(0, 12)}`,
  "PyPI token": `pypi-AgEIcHlwaS5vcmc${long}`,
  "Pulumi token": `pul-${hex}${hex.slice(0, 8)}`,
  "Docker token": `dckr_pat_${letters}`,
  "DigitalOcean token": `dop_v1_${hex}${hex}`,
  "Vault token": `hvs.${letters}${letters}`,
  "OpenAI key": `sk-proj-${letters}${letters}`,
  "SendGrid key": `SG.${letters.slice(0, 22)}.${long}`,
  "Twilio key": `SK${hex}`,
  "JSON web token": `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${letters}`,
  "encrypted web token": `eyJhbGciOiJSU0EtT0FFUCJ9.${letters}.${letters}.${long}.${letters}`,
  "private key, PEM": `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA${long}\n${long}\n-----END RSA PRIVATE KEY-----`,
  "private key, OpenSSH, cut off": `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE${long}`,
  "password in an address": `postgres://payment:${"hunter2-Tr0ub4dor"}@db.internal:5432/payment`,
  "password assigned": `password=${"correct-horse-battery-staple"}`,
  "password in JSON": `{"dbPassword": "${"correct horse battery staple"}"}`,
  "bearer header": `Authorization: Bearer ${letters}`,
  "basic header": `authorization: Basic cGF5bWVudDpodW50ZXIy${letters}`,
  "Telegram bot token": `123456789:${"AAH"}${long}`,
  "password hash": `$2b$12$${letters}${letters}${"abcde"}`,
  "age key": `AGE-SECRET-KEY-1${"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"}`,
  "hexadecimal key": `${hex}${hex}`,
  "random string": long + letters,
};

/** What of a secret must never be seen: its telling part, without the words around it. */
export function tellingPart(name: string): string {
  const secret = secrets[name] ?? "";
  const password = /hunter2-Tr0ub4dor|correct[- ]horse[- ]battery[- ]staple/.exec(secret)?.[0];
  const body =
    secret.replace(/^.*?(?:webhooks\/|services\/|Bearer |Basic |KEY-----\n)/s, "").split("\n")[0] ?? "";
  return password ?? body;
}
