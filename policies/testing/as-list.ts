import { asSituation, where, type Cases, type Spec } from "./situation";

/** The same spec for the list of a kind: its element is what the cases change. */
export function asList({ compliant, sameFor = [], ...spec }: Spec): Spec {
  const { properties } = compliant;
  return {
    ...spec,
    compliant: {
      ...compliant,
      type: `${compliant.type}List`,
      properties: { items: [properties] },
    },
    sameFor: sameFor.filter((type) => !type.endsWith("Patch")).map((type) => `${type}List`),
    fails: inElement(spec.fails),
    passes: inElement(spec.passes ?? {}),
    notApplicable: {},
    evenOfAnotherType: (spec.evenOfAnotherType ?? []).map((path) => `items.0.${path}`),
  };
}

function inElement(cases: Cases): Cases {
  return Object.fromEntries(
    Object.entries(cases).map(([name, each]) => {
      const { changes = {}, resource, ...given } = asSituation(each).given;
      const type = resource?.type;
      const paths = Object.entries(changes).map(([path, value]) => [`items[0].${path}`, value]);
      return [
        name,
        where({
          ...given,
          changes: Object.fromEntries(paths) as Record<string, unknown>,
          resource: type === undefined ? {} : { type: `${type}List` },
        }),
      ];
    }),
  );
}
