import { changed } from "./paths";
import type { Fixture, Properties } from "./protocol";

/** Values by property path that a case sets otherwise than the compliant resource; `ABSENT` leaves a property out. */
export type Changes = Readonly<Record<string, unknown>>;

/** A case that is more than the resource's own properties. */
export class Situation {
  constructor(
    readonly given: {
      readonly changes?: Changes;
      /** Changes to the siblings by name; `null` leaves a sibling out. */
      readonly siblings?: Readonly<Record<string, Changes | null>>;
      readonly more?: readonly Fixture[];
      readonly resource?: Partial<Fixture>;
      /** The rule's settings in the case's stack. */
      readonly settings?: Properties;
    },
  ) {}
}

export function where(given: Situation["given"]): Situation {
  return new Situation(given);
}

export type Cases = Readonly<Record<string, Changes | Situation>>;

export interface Spec {
  /** A resource that the rule passes; each case changes it. */
  readonly compliant: Fixture;
  /** The rule is against the type itself, so that no resource of it is compliant. @default false */
  readonly nothingPasses?: boolean;
  readonly siblings?: readonly Fixture[];
  /** Further types of the rule with the same properties. */
  readonly sameFor?: readonly string[];
  readonly fails: Cases;
  readonly passes?: Cases;
  readonly notApplicable?: Cases;
  readonly undecided?: Cases;
  readonly errors?: Cases;
  /** What the remedy leaves behind, for cases by the same names as in `fails`. */
  readonly remedied?: Readonly<Record<string, Changes>>;
  /** Paths that are read and whose value being unknown (or of another type) does not matter, with the verdict. */
  readonly evenUnknown?: readonly string[];
  readonly evenOfAnotherType?: readonly string[];
}

export function asSituation(given: Changes | Situation): Situation {
  return given instanceof Situation ? given : where({ changes: given });
}

export function allOf(spec: Spec, { given }: Situation): readonly [Fixture, ...Fixture[]] {
  const subject = { ...spec.compliant, ...given.resource };
  const siblings = (spec.siblings ?? []).flatMap((sibling) => {
    const changes = given.siblings?.[sibling.name];
    if (changes === null) return [];
    return [{ ...sibling, properties: changed(sibling.properties, changes ?? {}) }];
  });
  return [
    { ...subject, properties: changed(subject.properties, given.changes ?? {}) },
    ...siblings,
    ...(given.more ?? []),
  ];
}
