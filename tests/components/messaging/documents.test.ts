import assert from "node:assert/strict";

import fc from "fast-check";

import { queuePolicy, targetFilter, topicPolicy } from "../../../components/messaging/documents";
import { ANY_SERVICE } from "../../../contract/envelope";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,28}[a-z0-9]$/);
const queueArn = name.map((queue) => `arn:aws:sqs:us-east-1:123456789012:${queue}`);
const topicArn = name.map((topic) => `arn:aws:sns:us-east-1:123456789012:${topic}`);
const topicArns = fc.uniqueArray(topicArn, { maxLength: 60 });

describe("the filter of a subscription", () => {
  it("takes what names the service or everybody, and nothing else", () => {
    fc.assert(
      fc.property(name, name, (service, other) => {
        const { target } = targetFilter(service);
        assert.ok(target.includes(service) && target.includes(ANY_SERVICE));
        assert.equal(target.includes(other), other === service);
      }),
    );
  });

  it("stays below SNS's limits of 5 keys and 150 combinations", () => {
    const filter = targetFilter("order");
    assert.deepEqual(Object.keys(filter), ["target"]);
    assert.equal(filter.target.length, 2);
  });
});

describe("the policy of a queue", () => {
  it("allows nothing but delivery from the topics given", () => {
    fc.assert(
      fc.property(queueArn, topicArns, (queue, topics) => {
        const allowed = queuePolicy(queue, topics).Statement.filter(({ Effect }) => Effect === "Allow");
        const delivery = {
          Sid: "TopicsMayDeliver",
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue,
          Condition: { ArnEquals: { "aws:SourceArn": topics } },
        };
        // An Allow with an empty list of topics would be refused by SQS.
        assert.deepEqual(allowed, topics.length === 0 ? [] : [delivery]);
      }),
    );
  });

  it("refuses every action without TLS to everyone", () => {
    fc.assert(
      fc.property(queueArn, topicArns, (queue, topics) => {
        const [refusal] = queuePolicy(queue, topics).Statement;
        assert.deepEqual(
          { ...refusal, Sid: "" },
          {
            Sid: "",
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: queue,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        );
      }),
    );
  });

  it("stays below SQS's 8,192 bytes for sixty topics", () => {
    const topics = Array.from(
      { length: 60 },
      (_, index) =>
        `arn:aws:sns:ap-southeast-1:123456789012:messages-${"s".repeat(30)}-${String(index)}-1234567`,
    );
    assert.ok(
      JSON.stringify(queuePolicy("arn:aws:sqs:ap-southeast-1:123456789012:queue", topics)).length < 8192,
    );
  });
});

describe("the policy of a topic", () => {
  it("names no subscriber and allows nothing: it only refuses to publish without TLS", () => {
    fc.assert(
      fc.property(topicArn, (topic) => {
        const { Statement } = topicPolicy(topic);
        assert.deepEqual(
          Statement.map(({ Effect, Action, Resource }) => [Effect, Action, Resource]),
          [["Deny", "sns:Publish", topic]],
        );
      }),
    );
  });
});
