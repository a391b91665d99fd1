import { ABSENT } from "../../testing/paths";
import { describeRule } from "../../testing/spec";
import { noSecretsInEnv } from "./no-secrets-in-env";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const names = ["DB_PASSWORD", "passwd", "CLIENT_SECRET", "authToken", "API_KEY", "APIKEY", "PRIVATE_KEY"];
const references = [
  "ARN",
  "NAME",
  "ID",
  "URL",
  "URI",
  "HOST",
  "ENDPOINT",
  "FILE",
  "PATH",
  "DIR",
  "DIRECTORY",
  "FOLDER",
  "PREFIX",
];
const facts = ["VERSION", "TTL", "SECONDS", "MINUTES", "TYPE"];
const texts = {
  "an access key": `AKIA${"A".repeat(16)}`,
  "a temporary access key": `key ASIA${"A".repeat(16)}`,
  "a private key": "-----BEGIN RSA PRIVATE KEY-----",
  "a password in a URL": "postgres://payment:hunter2@db/payment",
  "a Mercado Pago token": "APP_USR-123-x",
};

describeRule(noSecretsInEnv, {
  compliant: {
    type: "aws:lambda/function:Function",
    name: "authenticator",
    properties: { environment: { variables: { USER_POOL_ID: "pool" } } },
  },
  fails: {
    ...Object.fromEntries(
      [...names, "ACCESS_KEY", "ACCESSKEY", "DB_CREDENTIAL", "URL_TOKEN", "TOKEN_FILE_TEXT"].map((name) => [
        `the name ${name}`,
        { [`environment.variables.${name}`]: UNKNOWN },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, { "environment.variables.CONFIGURATION": text }]),
    ),
  },
  passes: {
    "no environment": { environment: ABSENT },
    "no variables": { "environment.variables": ABSENT },
    "a URL with a user and no password": {
      "environment.variables.DATABASE": "postgres://payment@db/payment",
    },
    ...Object.fromEntries(
      [...references, ...facts].map((suffix) => [
        `the reference SECRET_${suffix}`,
        { [`environment.variables.SECRET_${suffix}`]: "payment" },
      ]),
    ),
  },
});

const containers = (...environment: unknown[]) => ({
  containerDefinitions: JSON.stringify([{ name: "proxy" }, { name: "payment", environment }]),
});

describeRule(noSecretsInEnv, {
  compliant: {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name: "payment",
    properties: containers({ name: "PORT", value: "8080" }),
  },
  fails: {
    "a secret's name": containers({ name: "DB_PASSWORD", value: "" }),
    "a secret's value": containers({ name: "DATABASE", value: "postgres://payment:hunter2@db" }),
  },
  passes: {
    "no containers": { containerDefinitions: ABSENT },
    "a variable without a value": containers({ name: "PORT" }),
  },
  errors: {
    "containers that are no JSON": { containerDefinitions: "not JSON" },
    "containers that are no list": { containerDefinitions: "{}" },
  },
});

describeRule(noSecretsInEnv, {
  compliant: {
    type: "aws:codebuild/project:Project",
    name: "migration",
    properties: {
      environment: {
        environmentVariables: [
          { name: "STAGE", value: "prod", type: "PLAINTEXT" },
          { name: "DB_PASSWORD", value: "payment/password", type: "SECRETS_MANAGER" },
        ],
      },
    },
  },
  fails: {
    "a secret's name": { "environment.environmentVariables[0].name": "DB_PASSWORD" },
    "a secret's name, its type left out": { "environment.environmentVariables[1].type": ABSENT },
    "a secret's value": { "environment.environmentVariables[0].value": "https://user:hunter2@host" },
  },
  passes: { "a parameter": { "environment.environmentVariables[1].type": "PARAMETER_STORE" } },
});
