import assert from "node:assert/strict";

import fc from "fast-check";

import { isSecretPath, redact, REDACTED } from "../../comment/redact";
import { secrets, tellingPart } from "./secrets";

describe("redaction by shape", () => {
  for (const [name, secret] of Object.entries(secrets)) {
    it(`hides: ${name}`, () => {
      for (const text of [
        secret,
        `error: refused ${secret}, try again`,
        JSON.stringify({ nested: [secret] }),
      ]) {
        const redacted = redact(text);
        assert.ok(!redacted.includes(tellingPart(name)), redacted);
        assert.ok(redacted.includes(REDACTED), redacted);
      }
    });
  }

  it("knows at least 30 shapes", () => assert.ok(Object.keys(secrets).length >= 30));

  it("finds any of them in the midst of any text", () => {
    const name = fc.constantFrom(...Object.keys(secrets));
    const around = fc.string({
      unit: fc.constantFrom("a", "B", "7", " ", ".", ":", "\n", "/", '"', "ä", "🙂"),
    });
    fc.assert(
      fc.property(name, around, around, (of, before, after) => {
        const text = `${before} ${secrets[of] ?? ""}\n${after}`;
        assert.ok(!redact(text).includes(tellingPart(of)));
      }),
    );
  });

  it("changes nothing when applied again", () => {
    const text = Object.values(secrets).join("\n");
    assert.equal(redact(redact(text)), redact(text));
  });

  for (const text of [
    "urn:pulumi:test::commerce::commerce:network:Network$aws:ec2/vpcEndpoint:VpcEndpoint::network-ecr-api",
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:payment-AbCdEf",
    "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    "123456789012.dkr.ecr.us-east-1.amazonaws.com/payment@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "https://registry.example.com:5000/payment@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "kubernetes.io/service-account-token",
    "manageMasterUserPassword: true",
    "AWS-AutoScaling-InstanceRefreshWithWarmPool2026Configuration",
    "10.0.0.0/16, 2001:db8:85a3::8a2e:370:7334",
  ]) {
    it(`leaves alone: ${text.slice(0, 60)}`, () => assert.equal(redact(text), text));
  }

  it("is quick with names made to be slow", () => {
    for (const piece of [
      "a://",
      "password",
      "pass-",
      "eyJ.",
      "-----BEGIN A-----",
      "x.",
      "a:b@",
      "\\",
      "$1$",
      "f",
    ]) {
      const text = piece.repeat(100_000 / piece.length);
      const start = process.cpuUsage().user;
      redact(text);
      const seconds = (process.cpuUsage().user - start) / 1e6;
      assert.ok(seconds < 5, `${piece}: ${String(seconds)} s for 100 kB`);
    }
  });
});

describe("secret paths", () => {
  for (const [type, path] of [
    ["aws:rds/instance:Instance", "password"],
    ["aws:lambda/function:Function", "environment.variables.MERCADO_PAGO_ACCESS_TOKEN"],
    ["kubernetes:core/v1:Secret", "stringData.anything"],
    ["kubernetes:core/v1:Secret", 'data["tls.crt"]'],
    ["aws:ssm/parameter:Parameter", "value"],
    ["aws:secretsmanager/secretVersion:SecretVersion", "secretString"],
    ["aws:elasticache/replicationGroup:ReplicationGroup", "authToken"],
    ["aws:ec2/launchTemplate:LaunchTemplate", "userData"],
  ] as const) {
    it(`hides ${path} of ${type}`, () => assert.equal(isSecretPath(type, path), true));
  }
  for (const path of [
    "manageMasterUserPassword",
    "masterUserSecretKmsKeyId",
    "passwordPolicy.minimumLength",
    "tokenValidityUnits.accessToken.unit",
    "secretArn",
    "instanceClass",
    "tags.Name",
  ]) {
    it(`shows ${path}`, () => assert.equal(isSecretPath("aws:cognito/userPool:UserPool", path), false));
  }
});
