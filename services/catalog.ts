import type { ServiceDefinition } from "./definition";

/** Holds the products, their prices and their stock. */
export const catalog: ServiceDefinition = {
  name: "catalog",
  data: { engine: "postgresql" },
  listensTo: ["order"],
  secrets: ["page-token-signing-key"],
};
