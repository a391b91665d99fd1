import assert from "node:assert/strict";
import type { PolicyResource } from "@pulumi/policy";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Exemption } from "../exemption";
import { COUNTS, ERROR, EXEMPT, policyOf, UNDECIDED, type Circumstances } from "../pack";
import { Reading } from "../reading";
import { resourceOf, stackOf } from "../resources";
import { notApplicable, type Rule, type StackResource, type StackRule } from "../rule";
import { decide } from "../verdict";
import { changed, copyOf, put, recording } from "./paths";
import { analyze, analyzeStack, remediate, STACK, urnOf, type Fixture, type Properties } from "./protocol";

/** Values by property path that a case sets otherwise than the compliant resource; `ABSENT` leaves a property out. */
type Changes = Readonly<Record<string, unknown>>;

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

type Cases = Readonly<Record<string, Changes | Situation>>;

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

type Kind = ReturnType<typeof decide>["kind"] | "exempt";

const TODAY = new Date("2027-01-15T12:00:00Z");
/** Where an unknown value comes from: one that comes from nowhere is the provider's to fill in. */
const SOURCE: Fixture = { type: "pulumi:pulumi:Stack", name: "source", properties: {} };
const CANARY = "canary-value";

/** Describes a rule by what it says of a compliant resource and of that resource with something changed. */
export function describeRule(rule: Rule, spec: Spec): void {
  const [firstName, firstFault] =
    Object.entries(spec.fails)[0] ?? assert.fail(`${rule.id} needs a case that fails`);

  describe(`${rule.id}: ${spec.compliant.type}`, () => {
    if (spec.nothingPasses !== true) it("passes what is compliant", () => expectKind(rule, spec, {}, "pass"));
    for (const kind of ["fails", "passes", "notApplicable", "undecided", "errors"] as const) {
      for (const [name, given] of Object.entries(spec[kind] ?? {})) {
        it(`${words[kind]} ${name}`, () => expectKind(rule, spec, given, kinds[kind]));
      }
    }

    it("has nothing to say about another type", async () => {
      const type = "another:index:Type";
      const { given } = asSituation(firstFault);
      const verdict = await judge(rule, spec, where({ ...given, resource: { ...given.resource, type } }));
      assert.equal(verdict.kind, "notApplicable");
    });
    for (const type of spec.sameFor ?? []) {
      it(`treats ${type} alike`, async () => {
        await expectKind(rule, spec, where({ resource: { type } }), "pass");
        const { given } = asSituation(firstFault);
        await expectKind(rule, spec, where({ ...given, resource: { ...given.resource, type } }), "fail");
      });
    }

    for (const { fixture, path } of readsOf(rule, spec)) {
      const label = `${fixture.name} ${path.join(".")}`;
      if (spec.evenUnknown?.includes(path.join(".")) !== true) {
        it(`is undecided if ${label} is unknown`, async () => {
          const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
          const verdict = await judgeAll(rule, replaced(spec, fixture, path, unknown));
          assert.equal(verdict.kind, "undecided", verdict.message);
          assert.equal(verdict.level, EnforcementLevel.ADVISORY);
        });
      }
      if (spec.evenOfAnotherType?.includes(path.join(".")) !== true) {
        it(`is an error if ${label} is of another type`, async () => {
          const verdict = await judgeAll(rule, replaced(spec, fixture, path, wrongTypeFor(fixture, path)));
          assert.equal(verdict.kind, "error", verdict.message);
          assert.equal(verdict.level, EnforcementLevel.MANDATORY);
          assert.ok(verdict.message.includes(rule.id) && verdict.message.includes(urnOf(spec.compliant)));
          assert.ok(!verdict.message.includes(CANARY), "a value is in the message");
        });
      }
    }

    it("is excused by an exemption until its last day", async () => {
      const verdict = await judge(rule, spec, firstFault, [exemptionFor(rule, spec, "2027-01-15")]);
      assert.equal(verdict.kind, "exempt");
    });
    it("is not excused by an exemption that has expired, or that names another resource", async () => {
      const others = { ...exemptionFor(rule, spec, "2027-12-31"), name: "another" };
      const expired = exemptionFor(rule, spec, "2027-01-14");
      assert.equal((await judge(rule, spec, firstFault, [others, expired])).kind, "fail");
    });

    for (const [name, expected] of Object.entries(spec.remedied ?? {})) {
      it(`remedies ${name}`, async () => {
        const given = asSituation(spec.fails[name] ?? assert.fail(`no failing case is named ${name}`));
        const [policy, fixture] = [policyFor(rule, given.given.settings, []), allOf(spec, given)[0]];
        const after = await remediate(policy, fixture);
        assert.ok(after, "nothing was remedied");
        assert.deepEqual(after, changed(fixture.properties, expected));
        await expectKind(rule, { ...spec, compliant: { ...fixture, properties: after } }, {}, "pass");
      });
    }
    if (rule.scope === "resource" && rule.remedy !== undefined) {
      it(`leaves ${firstName} as it is in a resource that holds an archive`, async () => {
        const archive = {
          "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
          assets: {},
        };
        const [fixture] = allOf(spec, asSituation(firstFault));
        const properties = { ...fixture.properties, code: { inner: archive } };
        assert.equal(await remediate(policyFor(rule, undefined, []), { ...fixture, properties }), undefined);
      });
      it("leaves what is compliant as it is", async () => {
        assert.equal(await remediate(policyFor(rule, undefined, []), spec.compliant), undefined);
      });
    }
  });
}

const words = {
  fails: "fails",
  passes: "passes",
  notApplicable: "does not apply to",
  undecided: "is undecided about",
  errors: "cannot judge",
} as const;
const kinds = {
  fails: "fail",
  passes: "pass",
  notApplicable: "notApplicable",
  undecided: "undecided",
  errors: "error",
} as const;

interface Judged {
  readonly kind: Kind;
  readonly message: string;
  readonly level?: number;
}

export async function expectKind(
  rule: Rule,
  spec: Spec,
  given: Changes | Situation,
  kind: Kind,
): Promise<void> {
  const verdict = await judge(rule, spec, given);
  assert.equal(verdict.kind, kind, verdict.message);
  const level = rule.level === "advisory" ? EnforcementLevel.ADVISORY : EnforcementLevel.MANDATORY;
  if (kind === "fail") assert.equal(verdict.level, level);
  if (kind === "error") assert.match(verdict.message, /should be .+ and is /);
}

function judge(rule: Rule, spec: Spec, given: Changes | Situation, exemptions: readonly Exemption[] = []) {
  const situation = asSituation(given);
  return judgeAll(rule, allOf(spec, situation), situation.given.settings, exemptions);
}

async function judgeAll(
  rule: Rule,
  [subject, ...siblings]: readonly [Fixture, ...Fixture[]],
  settings?: Properties,
  exemptions: readonly Exemption[] = [],
): Promise<Judged> {
  if (rule.scope === "resource") {
    return verdictOf(await analyze(policyFor(rule, settings, exemptions), subject), undefined);
  }
  // Siblings may be of the rule's types too; only the subject's verdict is of interest.
  const check: StackRule["check"] = (resource, ...rest) =>
    resource.urn === urnOf(subject) ? rule.check(resource, ...rest) : notApplicable("a sibling");
  const policy = policyFor({ ...rule, check }, settings, exemptions);
  return verdictOf(await analyzeStack(policy, [subject, ...siblings]), urnOf(subject));
}

function verdictOf(response: AnalyzeResponse.AsObject, urn: string | undefined): Judged {
  const diagnostics = response.diagnosticsList.filter(({ message }) => !message.startsWith(COUNTS));
  const found = diagnostics.find((diagnostic) => urn === undefined || diagnostic.urn === urn);
  if (found !== undefined) {
    const { message, enforcementlevel: level } = found;
    const kind = message.startsWith(UNDECIDED) ? "undecided" : message.startsWith(ERROR) ? "error" : "fail";
    return { kind, message, level };
  }
  const [inapplicable] = response.notApplicableList;
  if (inapplicable !== undefined) {
    const message = inapplicable.reason;
    return { kind: message.startsWith(EXEMPT) ? "exempt" : "notApplicable", message };
  }
  const counts = response.diagnosticsList.find(({ message }) => message.startsWith(COUNTS))?.message;
  if (counts === undefined) return { kind: "pass", message: "" };
  const { exempt, passed } = JSON.parse(counts.slice(COUNTS.length)) as { exempt: number; passed: number };
  return { kind: exempt > 0 ? "exempt" : passed > 0 ? "pass" : "notApplicable", message: counts };
}

function policyFor(rule: Rule, settings: Properties | undefined, exemptions: readonly Exemption[]) {
  const circumstances: Circumstances = {
    stack: STACK,
    exemptions,
    today: TODAY,
    levelOf: () => rule.level,
    settingsOf: () => settings ?? {},
    reportCounts: true,
  };
  return policyOf(rule, circumstances);
}

function exemptionFor(rule: Rule, { compliant }: Spec, expires: string): Exemption {
  const { type, name } = compliant;
  return {
    rule: rule.id,
    stacks: [STACK],
    type,
    name,
    owner: "platform",
    reason: "to see it excused",
    expires,
  };
}

function asSituation(given: Changes | Situation): Situation {
  return given instanceof Situation ? given : where({ changes: given });
}

function allOf(spec: Spec, { given }: Situation): readonly [Fixture, ...Fixture[]] {
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

/** Every property that the rule reads of the compliant resource and of its siblings. */
function readsOf(rule: Rule, spec: Spec): { fixture: Fixture; path: readonly string[] }[] {
  const all = allOf(spec, where({}));
  const reads = all.map(() => new Set<string>());
  const given = all.map((fixture, index) => policyResourceOf(fixture, reads[index] as Set<string>));
  for (const resource of given) {
    const linked = Object.entries(all[given.indexOf(resource)]?.from ?? {}).map(([property, names]) => [
      property,
      given.filter((target) => names.includes(target.name)),
    ]);
    resource.propertyDependencies = Object.fromEntries(linked) as Record<string, PolicyResource[]>;
  }
  const stack = stackOf(STACK, given);
  const [subject] = stack.all as [StackResource];
  const defaults = Object.entries(rule.settings ?? {}).map(([key, schema]) => [key, schema.default] as const);
  const settings = new Reading(() => Object.fromEntries(defaults));
  decide(() =>
    rule.scope === "stack"
      ? rule.check(subject, stack, settings)
      : rule.check(resourceOf(given[0] as PolicyResource), settings),
  );
  return all.flatMap((fixture, index) =>
    [...(reads[index] as Set<string>)].map((path) => ({ fixture, path: JSON.parse(path) as string[] })),
  );
}

function policyResourceOf(fixture: Fixture, reads: Set<string>): PolicyResource {
  return {
    type: fixture.type,
    name: fixture.name,
    urn: urnOf(fixture),
    props: recording(fixture.properties, reads) as Record<string, unknown>,
    opts: {
      protect: fixture.protect ?? false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}

function replaced(
  spec: Spec,
  fixture: Fixture,
  path: readonly string[],
  value: unknown,
): readonly [Fixture, ...Fixture[]] {
  const replacing = (each: Fixture): Fixture => {
    if (each.name !== fixture.name || each.type !== fixture.type) return each;
    const properties = copyOf(each.properties);
    put(properties, path, value);
    const [property = ""] = path;
    const from = { ...each.from, [property]: [...(each.from?.[property] ?? []), SOURCE.name] };
    return { ...each, properties, from };
  };
  const [subject, ...siblings] = allOf(spec, where({}));
  return [replacing(subject), ...siblings.map(replacing), SOURCE];
}

function wrongTypeFor(fixture: Fixture, path: readonly string[]): unknown {
  let value: unknown = fixture.properties;
  for (const key of path) value = (value as Properties)[key];
  return typeof value === "object" ? CANARY : [{ unexpected: CANARY }];
}
