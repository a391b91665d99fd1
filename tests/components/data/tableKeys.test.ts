import assert from "node:assert/strict";

import { tableAttributes } from "../../../components/data/tableKeys";

const orderId = { name: "orderId", type: "S" } as const;
const createdAt = { name: "createdAt", type: "N" } as const;

describe("a table's attributes", () => {
  it("are its keys and those of its indexes, each once", () => {
    const byDay = { name: "byDay", partitionKey: createdAt, sortKey: orderId };
    assert.deepEqual(tableAttributes({ engine: "dynamodb", partitionKey: orderId, indexes: [byDay] }), [
      orderId,
      createdAt,
    ]);
  });

  it("cannot have two types", () => {
    const sortKey = { name: "orderId", type: "N" } as const;
    assert.throws(() => tableAttributes({ engine: "dynamodb", partitionKey: orderId, sortKey }), {
      message: 'attribute "orderId" is a key of type S and of type N; it can have one type only',
    });
  });
});
