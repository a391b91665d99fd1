import assert from "node:assert/strict";

import fc from "fast-check";

import { type Belongings, permissions } from "../../../components/workloads/permissions";

const account = "123456789012";
const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${account}:${rest}`;
const keyArns = { data: arn("kms", "key/data"), messaging: arn("kms", "key/messaging") };
const nothing: Belongings = { region: "us-east-1", accountId: account, keyArns };

const has = fc.record({
  queueArn: fc.option(fc.constant(arn("sqs", "order")), { nil: undefined }),
  topicArn: fc.option(fc.constant(arn("sns", "order")), { nil: undefined }),
  tableArn: fc.option(fc.constant(arn("dynamodb", "table/order")), { nil: undefined }),
  secretArn: fc.option(fc.constant(arn("secretsmanager", "secret:order")), { nil: undefined }),
  database: fc.option(fc.constant({ resourceId: "db-1", user: "order" }), { nil: undefined }),
});

/** Which belonging lets a service use the actions of which AWS service. */
const servicesOf = {
  queueArn: "sqs",
  topicArn: "sns",
  tableArn: "dynamodb",
  secretArn: "secretsmanager",
  database: "rds-db",
};

describe("what a service's pods may do", () => {
  it("is nothing where the service has nothing", () => {
    assert.deepEqual(permissions(nothing), []);
  });

  it("reaches exactly the AWS services that the service has something of, whatever it has", () => {
    fc.assert(
      fc.property(has, (given) => {
        const used = permissions({ ...nothing, ...given }).flatMap(({ Action }) =>
          Action.map((action) => action.split(":")[0]),
        );
        const expected = Object.entries(servicesOf)
          .filter(([belonging]) => given[belonging as keyof typeof servicesOf] !== undefined)
          .map(([, service]) => service);
        assert.deepEqual(new Set(used.filter((service) => service !== "kms")), new Set(expected));
      }),
    );
  });

  it("never is a wildcard, neither of actions nor of resources", () => {
    fc.assert(
      fc.property(has, (given) => {
        for (const { Action, Resource } of permissions({ ...nothing, ...given })) {
          assert.ok(
            Action.every((action) => /^[a-z-]+:[A-Za-z]+$/.test(action)),
            Action.join(),
          );
          assert.notEqual(Resource, "*");
        }
      }),
    );
  });

  it("uses a key only on behalf of the AWS service that holds what it encrypts", () => {
    const statements = permissions({
      ...nothing,
      queueArn: arn("sqs", "order"),
      tableArn: arn("dynamodb", "table/order"),
    });
    const keys = statements.filter(({ Action }) => Action.some((action) => action.startsWith("kms:")));
    assert.deepEqual(
      keys.map(({ Resource, Condition }) => [Resource, Condition]),
      [
        [keyArns.messaging, { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } }],
        [keyArns.data, { StringEquals: { "kms:ViaService": "dynamodb.us-east-1.amazonaws.com" } }],
      ],
    );
  });

  it("takes messages from its queue and sends none into it: that is the topics' right", () => {
    const actions = permissions({ ...nothing, queueArn: arn("sqs", "order") }).flatMap(
      ({ Action }) => Action,
    );
    assert.ok(actions.includes("sqs:ReceiveMessage") && actions.includes("sqs:DeleteMessage"));
    assert.ok(!actions.includes("sqs:SendMessage"));
  });
});
