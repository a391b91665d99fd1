/**
 * Real: AWS's own SDK, and an emulator's topics, queues, filters, raw delivery, dead letters and their way back. The
 * resources are those that the stack `prod` registers, with every document as it would be deployed.
 * Not real: AWS. The emulator encrypts nothing, asks for no permission and puts a filter into effect at once, so queue
 * policies are judged here from their documents, and keys not at all.
 */
import assert from "node:assert/strict";

import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import {
  GetQueueAttributesCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import fc from "fast-check";

import { ANY_SERVICE, maxMessageBytes, readEnvelope, writeEnvelope } from "../../contract/envelope";
import type { Registration } from "../../preview/registration";
import { services } from "../../services";
import { ProjectCopy } from "../stacks/project-copy";
import type { Stack } from "../stacks/previewed";
import { deployed } from "./deployed";
import { Emulator } from "./emulator";
import { Messages } from "./messages";
import { startOrSkip } from "./unavailable";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const names = services.map(({ name }) => name);
let emulator: Emulator | undefined;
let stack: Stack;
let messages: Messages;
let sent = 0;

before(async function () {
  this.timeout(600_000);
  emulator = await startOrSkip(this, () => Emulator.start());
  stack = await deployed("prod");
  const [region = "", accountId = ""] = topicArn("order").split(":").slice(3);
  messages = new Messages(emulator.endpoint, region, accountId);
  await messages.apply(ofMessages(stack));
});
after(() => emulator?.stop());

describe("an envelope", () => {
  it("with one target reaches that service's queue and no other", async () => {
    const body = envelope("order", "payment");
    assert.deepEqual(await delivered("order", [body]), { payment: [body] });
  });

  it("for any service reaches every queue that joined the sender's topic, and not the sender's", async () => {
    const body = envelope("order", ANY_SERVICE);
    assert.deepEqual(await delivered("order", [body]), { payment: [body], catalog: [body] });
  });

  it("reaches nobody where its target has not joined the sender's topic, or does not exist", async () => {
    const bodies = [
      envelope("catalog", "payment"),
      envelope("catalog", "catalog"),
      envelope("catalog", "nobody"),
    ];
    assert.deepEqual(await delivered("catalog", bodies), {});
  });

  it("reaches exactly those whom the definitions say, whatever service sends it to whom", async () => {
    const anyTarget = fc.constantFrom(...names, ANY_SERVICE, "nobody");
    const targets = fc.sample(fc.tuple(fc.constantFrom(...names), anyTarget), { numRuns: 60, seed: 6 });
    for (const sender of names) {
      const bodies = targets
        .filter(([from]) => from === sender)
        .map(([, target]) => envelope(sender, target));
      assert.ok(bodies.length > 5);
      const listeners = services
        .filter(({ listensTo }) => listensTo.includes(sender))
        .map(({ name }) => name);
      const expected = listeners.map((name) => [
        name,
        bodies.filter((body) => [name, ANY_SERVICE].includes(readEnvelope(body).target)).sort(),
      ]);
      const actual = await delivered(sender, bodies);
      assert.deepEqual(actual, Object.fromEntries(expected.filter(([, got]) => got?.length)));
    }
  });

  it("arrives byte by byte as it was published, with its attributes", async () => {
    const body = writeEnvelope({
      sender: "order",
      target: "payment",
      type: "MSG_ORDER_PLACED",
      payload: { note: 'ñ "quoted" \u2028 </x>' },
    });
    const traceparent = { DataType: "String", StringValue: "00-1-2-01" };
    await messages.publish(topicArn("order"), body, { traceparent });
    const [message] = await messages.take(queueUrl("payment"), 20);
    assert.equal(message?.Body, body);
    assert.equal(message.MessageAttributes?.["traceparent"]?.StringValue, "00-1-2-01");
  });

  it("reaches nobody if it is malformed: no JSON, no target, or a target in the wrong case", async () => {
    const bodies = [
      "placed",
      "[]",
      '"payment"',
      "{}",
      '{"payload":{"target":"payment"}}',
      '{"target":"PAYMENT"}',
    ];
    assert.deepEqual(await delivered("order", bodies), {});
  });

  it("is taken at SNS's largest size, and refused with one byte more", async () => {
    const overhead = Buffer.byteLength(envelope("order", "payment", ""));
    const largest = envelope("order", "payment", "x".repeat(maxMessageBytes - overhead));
    assert.equal(Buffer.byteLength(largest), maxMessageBytes);
    assert.deepEqual(await delivered("order", [largest]), { payment: [largest] });
    await assert.rejects(messages.publish(topicArn("order"), `${largest} `), { name: /InvalidParameter/ });
  });
});

describe("a queue", () => {
  it("has the times and limits of the plan", async () => {
    for (const { inputs, outputs } of stack.ofType("aws:sqs/queue:Queue")) {
      const { Attributes = {} } = await messages.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: String(outputs["url"]), AttributeNames: ["All"] }),
      );
      assert.equal(Attributes["QueueArn"], outputs["arn"]);
      assert.equal(Attributes["MessageRetentionPeriod"], String(inputs["messageRetentionSeconds"]));
      assert.equal(Attributes["MaximumMessageSize"], String(maxMessageBytes));
      assert.equal(Attributes["ReceiveMessageWaitTimeSeconds"], "20");
      const { visibilityTimeoutSeconds = 30 } = inputs as { visibilityTimeoutSeconds?: number };
      assert.equal(Attributes["VisibilityTimeout"], String(visibilityTimeoutSeconds));
    }
  });

  for (const { name, queue } of services)
    it(`gives up a poisoned message after ${String(queue?.maxReceiveCount)} tries, and takes it back: ${name}`, async () => {
      const body = "poison";
      await messages.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(name), MessageBody: body }));
      for (let tries = 0; tries < Number(queue?.maxReceiveCount); tries++) {
        const [message] = await messages.receive(queueUrl(name), 20, 0);
        assert.equal(message?.Body, body, `try ${String(tries + 1)}`);
      }
      assert.deepEqual(await messages.receive(queueUrl(name), 1, 0), []);
      const deadLetters = queueOf(`messages-${name}-dead-letters`);
      const [dead] = await messages.receive(String(deadLetters["url"]), 20, 0);
      assert.equal(dead?.Body, body);

      await messages.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: String(deadLetters["arn"]) }));
      const [back] = await messages.take(queueUrl(name), 20);
      assert.equal(back?.Body, body);
      assert.deepEqual(await messages.receive(String(deadLetters["url"]), 1, 0), []);
    });

  it("lets exactly the topics deliver that it listens to, and nobody without TLS, by its policy", () => {
    for (const name of names)
      for (const queue of [
        `messages-${name}`,
        `messages-${name}-undelivered`,
        `messages-${name}-dead-letters`,
      ]) {
        const { inputs } = stack.one("aws:sqs/queuePolicy:QueuePolicy", queue);
        const policy = JSON.parse(String(inputs["policy"])) as Policy;
        for (const sender of names) {
          const isJoined = services.some((one) => one.name === name && one.listensTo.includes(sender));
          const request = { resource: String(queueOf(queue)["arn"]), sourceArn: topicArn(sender) };
          const mayDeliver = isJoined && !queue.endsWith("-dead-letters");
          assert.equal(
            allowsDelivery(policy, { ...request, isTls: true }),
            mayDeliver,
            `${sender} to ${queue}`,
          );
          assert.equal(allowsDelivery(policy, { ...request, isTls: false }), false);
        }
      }
  });

  it("D4-11 joins and leaves topics with no change at the publishers", async function () {
    this.timeout(120_000);
    const copy = new ProjectCopy();
    copy.addService("shipping", { listensTo: ["order", "payment"] });
    const joined = await deployed("prod", copy.directory).finally(() => copy.remove());
    const known = new Map(ofMessages(stack).map((one) => [one.urn, JSON.stringify(one.inputs)]));
    const changed = ofMessages(joined).filter((one) => known.get(one.urn) !== JSON.stringify(one.inputs));
    assert.deepEqual(
      changed.filter(({ name }) => !name.startsWith("messages-shipping")).map(({ urn }) => urn),
      [],
    );
    const before = await topicState();
    await messages.apply(changed);
    const shipping = String(queueOf("messages-shipping", joined)["url"]);
    const bodies = [
      envelope("order", "shipping"),
      envelope("payment", ANY_SERVICE),
      envelope("order", "payment"),
    ];
    await messages.publish(topicArn("order"), bodies[0] ?? "");
    await messages.publish(topicArn("order"), bodies[2] ?? "");
    await messages.publish(topicArn("payment"), bodies[1] ?? "");
    const got = await messages.takeUntil(shipping, (body) => body === bodies[1]);
    assert.deepEqual(got.map(({ Body }) => Body).sort(), bodies.slice(0, 2).sort());
    assert.deepEqual(await topicState(), before);

    for (const { urn, type } of changed)
      if (type === "aws:sns/topicSubscription:TopicSubscription") await messages.unsubscribe(urn);
    await messages.publish(topicArn("order"), envelope("order", "shipping"));
    assert.deepEqual(await messages.receive(shipping, 2), []);
    assert.deepEqual(await topicState(), before);
    for (const name of names) await messages.take(queueUrl(name), 1);
  });

  it("that a topic cannot deliver to loses nothing: the message waits among the undelivered", async () => {
    const body = envelope("order", "payment");
    await messages.deleteQueue(queueUrl("payment"));
    await messages.publish(topicArn("order"), body);
    const undelivered = queueOf("messages-payment-undelivered");
    const [message] = await messages.take(String(undelivered["url"]), 20);
    assert.equal(message?.Body, body);
  });
});

function ofMessages({ resources }: Stack): readonly Registration[] {
  const isOfMessages = ({ type, name }: Registration): boolean =>
    /^aws:(sns|sqs)\//.test(type) && name.startsWith("messages-");
  return resources.filter(isOfMessages);
}

function topicArn(service: string): string {
  return String(stack.one("aws:sns/topic:Topic", `messages-${service}`).outputs["arn"]);
}

function queueOf(name: string, of = stack): Readonly<Record<string, unknown>> {
  return of.one("aws:sqs/queue:Queue", name).outputs;
}

function queueUrl(service: string): string {
  return String(queueOf(`messages-${service}`)["url"]);
}

/** Each its own, so that none can be taken for another. */
function envelope(sender: string, target: string, filler = "."): string {
  sent += 1;
  const payload = { number: String(sent).padStart(6, "0"), filler };
  return writeEnvelope({ sender, target, type: "MSG_REHEARSED", payload });
}

/** Publishes to a service's topic; answers the bodies that each queue got, sorted, leaving out queues that got none. */
async function delivered(sender: string, bodies: readonly string[]): Promise<Record<string, string[]>> {
  const last = envelope(sender, ANY_SERVICE);
  for (const body of [...bodies, last]) await messages.publish(topicArn(sender), body);
  const listeners = services.filter(({ listensTo }) => listensTo.includes(sender)).map(({ name }) => name);
  const got = await Promise.all(
    names.map(async (name): Promise<[string, string[]]> => {
      const taken = listeners.includes(name)
        ? await messages.takeUntil(queueUrl(name), (body) => body === last)
        : await messages.take(queueUrl(name), 1);
      const others = taken.map(({ Body = "" }) => Body).filter((body) => body !== last);
      return [name, others.sort()];
    }),
  );
  return Object.fromEntries(got.filter(([, taken]) => taken.length > 0));
}

/** What the publishers' topics look like, but for AWS's counts of subscriptions. */
async function topicState(): Promise<unknown> {
  return Promise.all(
    names.map(async (name) => {
      const { Attributes = {} } = await messages.sns.send(
        new GetTopicAttributesCommand({ TopicArn: topicArn(name) }),
      );
      return Object.entries(Attributes).filter(([key]) => !key.startsWith("Subscriptions"));
    }),
  );
}

interface Policy {
  readonly Statement: readonly {
    readonly Effect: "Allow" | "Deny";
    readonly Principal: unknown;
    readonly Action: string;
    readonly Resource: string;
    readonly Condition: {
      readonly ArnEquals?: { readonly "aws:SourceArn": readonly string[] };
      readonly Bool?: { readonly "aws:SecureTransport": string };
    };
  }[];
}

/** IAM's evaluation, as far as these policies use it: a matching Deny wins, else a matching Allow is needed. */
function allowsDelivery(
  { Statement }: Policy,
  request: { readonly resource: string; readonly sourceArn: string; readonly isTls: boolean },
): boolean {
  const effects = Statement.filter(({ Principal, Action, Resource, Condition, ...rest }) => {
    assert.deepEqual(Object.keys(rest).sort(), ["Effect", "Sid"]);
    const { ArnEquals, Bool, ...others } = Condition;
    assert.deepEqual(others, {});
    return (
      (Principal === "*" || (Principal as { Service?: string }).Service === "sns.amazonaws.com") &&
      ["sqs:*", "sqs:SendMessage"].includes(Action) &&
      Resource === request.resource &&
      (ArnEquals === undefined || ArnEquals["aws:SourceArn"].includes(request.sourceArn)) &&
      (Bool === undefined || Bool["aws:SecureTransport"] === String(request.isTls))
    );
  }).map(({ Effect }) => Effect);
  return effects.includes("Allow") && !effects.includes("Deny");
}
