import { asList } from "../../testing/as-list";
import { ABSENT } from "../../testing/paths";
import { describeRule, type Spec } from "../../testing/spec";
import { noSecretsInConfigMaps } from "./no-secrets-in-config-maps";

const spec: Spec = {
  compliant: {
    type: "kubernetes:core/v1:ConfigMap",
    name: "payment",
    properties: { data: { QUEUE_URL: "https://sqs.us-east-1.amazonaws.com/1/payment" } },
  },
  sameFor: ["kubernetes:core/v1:ConfigMapPatch"],
  fails: {
    "a secret's name": { "data.DB_PASSWORD": "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
    "a secret's value": { "data.DATABASE": "postgres://payment:hunter2@db/payment" },
  },
  passes: { "no data": { data: ABSENT }, "no value": { "data.QUEUE_URL": null } },
};

describeRule(noSecretsInConfigMaps, spec);
describeRule(noSecretsInConfigMaps, asList(spec));
