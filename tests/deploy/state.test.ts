import assert from "node:assert/strict";
import { pendingOperations, settled, stateOf } from "../../deploy/state";

const queue = {
  urn: "urn:queue",
  type: "aws:sqs/queue:Queue",
  inputs: { delaySeconds: 1 },
  parent: "urn:messages",
};
const topic = { urn: "urn:topic", type: "aws:sns/topic:Topic" };
const messages = { urn: "urn:messages", type: "commerce:messaging:Messaging" };

function interrupted(): ReturnType<typeof stateOf> {
  return stateOf(
    JSON.stringify({
      version: 3,
      deployment: {
        manifest: { version: "3.260.0" },
        resources: [messages],
        pending_operations: [
          { type: "creating", resource: queue },
          { type: "creating", resource: topic },
          { type: "updating", resource: messages },
        ],
      },
    }),
  );
}

describe("the state of an update that was cut off", () => {
  it("takes in what was made, as it was to be made, and forgets what was not", () => {
    const after = settled(interrupted(), ["urn:queue=https://queue?a=b", "urn:topic=none"]);
    assert.deepEqual(after, {
      version: 3,
      deployment: {
        manifest: { version: "3.260.0" },
        resources: [messages, { ...queue, id: "https://queue?a=b" }],
        pending_operations: [],
      },
    });
    assert.deepEqual(pendingOperations(after), []);
  });

  it("is left alone unless each create is accounted for", () => {
    assert.throws(() => settled(interrupted(), ["urn:queue=none", "urn:topic=", "urn:que=x", "queue"]), {
      message:
        "urn:topic: say =<id> if it exists, or =none\n" +
        "urn:que=x: is no pending create of this stack\nqueue: is no pending create of this stack",
    });
  });

  it("is left alone where the old self of a replacement would be there twice", () => {
    const before = interrupted();
    before.deployment.resources?.push(topic);
    assert.throws(() => settled(before, ["urn:queue=none", "urn:topic=arn"]), {
      message: /^urn:topic: was to be replaced/,
    });
  });

  it("is refused with its first words if it is none", () => {
    for (const text of ["", "no stack selected", '{"deployment": {"resources": [{}]}}'])
      assert.throws(() => stateOf(text), { message: /printed no state.*: / });
  });

  it("has nothing pending if it is new", () => {
    assert.deepEqual(pendingOperations(stateOf('{ "version": 3, "deployment": {} }')), []);
  });
});
