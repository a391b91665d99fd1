import assert from "node:assert/strict";

import type { ServiceDefinition } from "../../services/definition";
import { Messaging } from "../../components/messaging/Messaging";
import { services } from "../../services";
import { catalogue } from "../../services/catalogue";
import { one, register, type Registered } from "./mocks";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/messages";
const queueType = "aws:sqs/queue:Queue";
const queuePolicyType = "aws:sqs/queuePolicy:QueuePolicy";
const subscriptionType = "aws:sns/topicSubscription:TopicSubscription";

const arnOf: Record<string, string> = { "aws:sns/topic:Topic": "sns", [queueType]: "sqs" };
function deployed(type: string, name: string): Record<string, unknown> {
  const service = arnOf[type];
  if (service === undefined) return {};
  return { arn: `arn:aws:${service}:us-east-1:123456789012:${name}`, url: `https://sqs/${name}`, name };
}

function messages(definitions: readonly ServiceDefinition[]): Promise<readonly Registered[]> {
  return register(() => new Messaging("messages", { services: catalogue(definitions), keyArn }), {
    deployed,
  });
}

function json(resource: Registered, input: string): unknown {
  return JSON.parse(String(resource.inputs[input]));
}

const order: ServiceDefinition = { name: "order", listensTo: ["payment"] };
const payment: ServiceDefinition = { name: "payment" };

describe("messages between services", () => {
  it("come in one encrypted topic and one encrypted queue for each service of the platform", async () => {
    const registered = await register(() => new Messaging("messages", { services, keyArn }));
    for (const { name } of services) {
      assert.equal(
        one(registered, "aws:sns/topic:Topic", `messages-${name}`).inputs["kmsMasterKeyId"],
        keyArn,
      );
      const queue = one(registered, queueType, `messages-${name}`).inputs;
      assert.equal(queue["kmsMasterKeyId"], keyArn);
      assert.equal(queue["receiveWaitTimeSeconds"], 20);
    }
  });

  it("go to dead letters after the tries that the service allows, and stay there longer than they could wait", async () => {
    const registered = await messages([{ name: "order", queue: { maxReceiveCount: 3 } }]);
    const queue = one(registered, queueType, "messages-order");
    const deadLetters = one(registered, queueType, "messages-order-dead-letters");
    assert.deepEqual(json(queue, "redrivePolicy"), {
      deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:messages-order-dead-letters",
      maxReceiveCount: 3,
    });
    assert.equal(deadLetters.inputs["messageRetentionSeconds"], 1_209_600);
    assert.ok(Number(queue.inputs["messageRetentionSeconds"]) < 1_209_600);
    assert.deepEqual(
      json(
        one(registered, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "messages-order-dead-letters"),
        "redriveAllowPolicy",
      ),
      {
        redrivePermission: "byQueue",
        sourceQueueArns: ["arn:aws:sqs:us-east-1:123456789012:messages-order"],
      },
    );
  });

  it("are filtered by target, delivered raw, and kept where a topic cannot deliver them", async () => {
    const subscription = one(
      await messages([order, payment]),
      subscriptionType,
      "messages-order-from-payment",
    );
    assert.deepEqual(json(subscription, "filterPolicy"), { target: ["order", "MSG_SERVICE_ANY"] });
    assert.deepEqual(json(subscription, "redrivePolicy"), {
      deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:messages-order-undelivered",
    });
    const { topic, endpoint, protocol, filterPolicyScope, rawMessageDelivery } = subscription.inputs;
    assert.deepEqual(
      { topic, endpoint, protocol, filterPolicyScope, rawMessageDelivery },
      {
        topic: "arn:aws:sns:us-east-1:123456789012:messages-payment",
        endpoint: "arn:aws:sqs:us-east-1:123456789012:messages-order",
        protocol: "sqs",
        filterPolicyScope: "MessageBody",
        rawMessageDelivery: true,
      },
    );
  });

  it("come from the topics a service listens to and from no other, by TLS only, in every queue", async () => {
    const registered = await messages([order, payment]);
    const deliverers = (queue: string): unknown => {
      const { Statement } = json(one(registered, queuePolicyType, queue), "policy") as {
        Statement: { Sid: string; Condition: Record<string, Record<string, unknown>> }[];
      };
      assert.equal(Statement[0]?.Sid, "RefuseWithoutTls");
      return Statement[1]?.Condition["ArnEquals"]?.["aws:SourceArn"];
    };
    const topics = ["arn:aws:sns:us-east-1:123456789012:messages-payment"];
    assert.deepEqual(deliverers("messages-order"), topics);
    assert.deepEqual(deliverers("messages-order-undelivered"), topics);
    assert.equal(deliverers("messages-order-dead-letters"), undefined);
    assert.equal(deliverers("messages-payment"), undefined);
  });

  it("D4-11 a queue that joins a topic changes nothing of the publisher, and of its own only who may deliver", async () => {
    const apart = await messages([{ ...order, listensTo: [] }, payment]);
    const joined = await messages([order, payment]);
    assert.deepEqual(difference(apart, joined), [
      `+ ${subscriptionType} messages-order-from-payment`,
      `~ ${queuePolicyType} messages-order`,
      `~ ${queuePolicyType} messages-order-undelivered`,
    ]);
    assert.deepEqual(difference(joined, apart), [
      `- ${subscriptionType} messages-order-from-payment`,
      `~ ${queuePolicyType} messages-order`,
      `~ ${queuePolicyType} messages-order-undelivered`,
    ]);
  });

  it("are not there for a service that has neither topic nor queue", async () => {
    const registered = await messages([{ name: "silent", topic: false, queue: false }]);
    assert.deepEqual(
      registered.map(({ type }) => type),
      ["commerce:messaging:Messaging"],
    );
  });

  it("cannot be heard from a service without a topic: the error names the topics there are", () => {
    const [listener, publisher] = catalogue([order, payment]);
    assert.ok(listener && publisher);
    assert.throws(
      () => new Messaging("messages", { services: [listener, { ...publisher, topic: false }], keyArn }),
      /order listens to "payment", which has no topic; topics are: order/,
    );
  });
});

/** Which cloud resources are added, removed and changed; components are left out, since nothing of them is deployed. */
function difference(before: readonly Registered[], after: readonly Registered[]): string[] {
  const inputs = (list: readonly Registered[]): Map<string, string> =>
    new Map(
      list
        .filter(({ type }) => type.startsWith("aws:"))
        .map((r) => [`${r.type} ${r.name}`, JSON.stringify(r.inputs)]),
    );
  const [old, now] = [inputs(before), inputs(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key))
    .map((key) => `${old.has(key) ? (now.has(key) ? "~" : "-") : "+"} ${key}`)
    .sort();
}
