import type { ServiceDefinition } from "./definition";

/** Takes payments through Mercado Pago. */
export const payment: ServiceDefinition = {
  name: "payment",
  data: { engine: "postgresql" },
  listensTo: ["order"],
  secrets: ["mercado-pago-access-token", "mercado-pago-webhook-secret"],
  externalHosts: ["api.mercadopago.com"],
};
