import type { PlanValue } from "../../preview/plan";
import type { Priceable } from "../../pricing/cost";

type Inputs = Readonly<Record<string, PlanValue>>;

/** A resource of a stack in us-east-1; the provider that says so is added by {@link stackOf}. */
export const resource = (type: string, inputs: Inputs = {}, fields: Partial<Priceable> = {}): Priceable => ({
  urn: `urn:pulumi:test::commerce::${type}::${fields.name ?? "a"}`,
  type,
  name: "a",
  custom: true,
  inputs,
  ...fields,
});

export const stackOf = (
  resources: readonly Priceable[],
  region = "us-east-1",
): { stack: string; resources: readonly Priceable[] } => ({
  stack: "test",
  resources: [resource("pulumi:providers:aws", { region }, { name: "stage" }), ...resources],
});

export const times = (count: number, make: (index: number) => Priceable): Priceable[] =>
  Array.from({ length: count }, (_, index) => make(index));
