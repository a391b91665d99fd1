import type { Plan, PlanResource, PolicyFinding } from "../../preview/plan";
import { planned as plannedResource } from "../preview/planned";

const stackUrn = "urn:pulumi:test::commerce::pulumi:pulumi:Stack::commerce-test";

/** A custom resource of a plan, under the stack itself. */
export function planned(type: string, name: string, fields: Partial<PlanResource> = {}): PlanResource {
  const urn = `urn:pulumi:test::commerce::${type}::${name}`;
  return plannedResource({ urn, type, name, parent: stackUrn, ...fields });
}

export function planOf(resources: readonly PlanResource[], fields: Partial<Plan> = {}): Plan {
  return {
    format: "commerce-plan",
    version: 1,
    project: "commerce",
    stack: "test",
    notes: ["No cloud was asked."],
    resources: [
      planned("pulumi:pulumi:Stack", "commerce-test", { urn: stackUrn, custom: false }),
      planned("pulumi:providers:aws", "stage", { inputs: { region: "us-east-1" } }),
      ...resources,
    ],
    outputs: {},
    ...fields,
  };
}

export const policyReport = (findings: readonly PolicyFinding[]): NonNullable<Plan["policies"]> => ({
  pack: "commerce",
  packVersion: "0.1.0",
  findings,
  undecided: [],
  rules: {},
  errors: [],
});
