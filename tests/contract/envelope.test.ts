import assert from "node:assert/strict";

import fc from "fast-check";

import {
  ANY_SERVICE,
  maxMessageBytes,
  readEnvelope,
  writeEnvelope,
  type Envelope,
} from "../../contract/envelope";

const placed: Envelope = {
  sender: "order",
  target: "payment",
  type: "MSG_ORDER_PLACED",
  payload: { orderId: "o-1", totalCents: 1999 },
};

const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__"'));

describe("the envelope of messages", () => {
  it("is read as it was written, whatever JSON the payload is, but for keys that would change prototypes", () => {
    fc.assert(
      // JSON knows no -0, so such a payload could not come back the same.
      fc.property(json, (value) => {
        const payload = JSON.parse(JSON.stringify(value)) as Envelope["payload"];
        assert.deepEqual(readEnvelope(writeEnvelope({ ...placed, payload })), { ...placed, payload });
      }),
    );
  });

  it("goes to one service or to any", () => {
    for (const target of ["payment", "query-facade", ANY_SERVICE])
      assert.equal(readEnvelope(JSON.stringify({ ...placed, target })).target, target);
  });

  const wrong: Record<string, [unknown, RegExp]> = {
    "a body that is an array": [[placed], /body: /],
    "a body that is null": [null, /body: /],
    "no sender": [{ ...placed, sender: undefined }, /sender: /],
    "a sender with capitals": [{ ...placed, sender: "Order" }, /sender: must be a service's name/],
    "a target in the wrong case, which SNS's filter would pass over": [
      { ...placed, target: "msg_service_any" },
      /target: must be a service's name or MSG_SERVICE_ANY/,
    ],
    "a list of targets": [{ ...placed, target: ["order", "payment"] }, /target: /],
    "a type without MSG_": [{ ...placed, type: "ORDER_PLACED" }, /type: must be MSG_/],
    "a type that ends with a line break": [{ ...placed, type: "MSG_ORDER_PLACED\n" }, /type: must be MSG_/],
    "no payload": [{ ...placed, payload: undefined }, /payload: /],
  };
  for (const [name, [message, expected]] of Object.entries(wrong))
    it(`refuses ${name}`, () => {
      assert.throws(() => readEnvelope(JSON.stringify(message)), expected);
    });

  it("refuses a body that is not JSON, and does not repeat it", () => {
    assert.throws(() => readEnvelope("card 4111"), {
      message: "The message is no envelope: its body is not JSON",
    });
  });

  it("names every part that is wrong, and no value of the payload", () => {
    const broken = JSON.stringify({ sender: "", target: "", type: "", payload: { card: "4111" } });
    assert.throws(
      () => readEnvelope(broken),
      ({ message }: Error) => /sender:[^]*target:[^]*type:/.test(message) && !message.includes("4111"),
    );
  });

  it("passes over keys that it does not know, so that a newer sender can add some", () => {
    assert.deepEqual(readEnvelope(JSON.stringify({ ...placed, version: 2 })), placed);
  });

  it("drops a key that would change the payload's prototype", () => {
    const body = JSON.stringify(placed).replace('"orderId"', '"__proto__"');
    assert.deepEqual(readEnvelope(body).payload, { totalCents: 1999 });
  });

  it("takes exactly as many bytes as SNS does", () => {
    const overhead = Buffer.byteLength(writeEnvelope({ ...placed, payload: "" }));
    // "ñ" is one character and two bytes: SNS counts bytes.
    const payload = "ñ".repeat((maxMessageBytes - overhead - (overhead % 2)) / 2) + "x".repeat(overhead % 2);
    assert.equal(Buffer.byteLength(writeEnvelope({ ...placed, payload })), maxMessageBytes);
    assert.throws(
      () => writeEnvelope({ ...placed, payload: `${payload}x` }),
      /262145 bytes, SNS takes 262144/,
    );
  });
});
