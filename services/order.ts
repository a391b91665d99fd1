import type { ServiceDefinition } from "./definition";

/** Takes orders and follows them until they are paid. */
export const order: ServiceDefinition = {
  name: "order",
  data: {
    engine: "dynamodb",
    partitionKey: { name: "orderId", type: "S" },
    indexes: [
      {
        name: "byCustomer",
        partitionKey: { name: "customerId", type: "S" },
        sortKey: { name: "createdAt", type: "S" },
      },
    ],
  },
  listensTo: ["payment", "catalog"],
  secrets: ["idempotency-signing-key"],
  calls: ["catalog", "payment"],
};
