import assert from "node:assert/strict";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Rule } from "../rule";
import { exemptionFor, judge, judgeAll, policyFor, type Kind } from "./judging";
import { changed } from "./paths";
import { remediate, urnOf, type Properties } from "./protocol";
import { readsOf, replaced, type Read } from "./reads";
import { allOf, asSituation, where, type Changes, type Situation, type Spec } from "./situation";

export { where, type Spec } from "./situation";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
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

    for (const read of readsOf(rule, spec)) {
      const [path, label] = [read.path.join("."), labelOf(read)];
      if (spec.evenUnknown?.includes(path) !== true) {
        it(`is undecided if ${label} is unknown`, async () => {
          const verdict = await judgeAll(rule, replaced(spec, where({}), read, UNKNOWN));
          assert.equal(verdict.kind, "undecided", verdict.message);
          assert.equal(verdict.level, EnforcementLevel.ADVISORY);
        });
      }
      if (spec.evenOfAnotherType?.includes(path) !== true) {
        it(`is an error if ${label} is of another type`, async () => {
          const verdict = await judgeAll(rule, replaced(spec, where({}), read, wrongTypeFor(read)));
          assert.equal(verdict.kind, "error", verdict.message);
          assert.equal(verdict.level, EnforcementLevel.MANDATORY);
          assert.ok(verdict.message.includes(rule.id) && verdict.message.includes(urnOf(spec.compliant)));
          assert.ok(!verdict.message.includes(CANARY), "a value is in the message");
        });
      }
    }
    for (const { name, situation, read } of furtherReads(rule, spec)) {
      it(`never passes ${name} if ${labelOf(read)} is unknown`, async () => {
        const all = replaced(spec, situation, read, UNKNOWN);
        const { kind, message } = await judgeAll(rule, all, situation.given.settings);
        assert.ok(kind === "undecided" || kind === "fail", `${kind}: ${message}`);
      });
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

/** What the rule reads in other cases than the compliant one alone; each property once, whatever its place in a list. */
function furtherReads(rule: Rule, spec: Spec): { name: string; situation: Situation; read: Read }[] {
  const keyOf = ({ fixture, path }: Read): string =>
    [fixture.type, fixture.name, ...path.map((key) => (/^\d+$/.test(key) ? "0" : key))].join(" ");
  const seen = new Set(readsOf(rule, spec).map(keyOf));
  const cases = Object.keys(kinds).flatMap((kind) => Object.entries(spec[kind as keyof typeof kinds] ?? {}));
  return cases.flatMap(([name, given]) => {
    const situation = asSituation(given);
    const reads = readsOf(rule, spec, situation).filter((read) => {
      const isNew = !seen.has(keyOf(read)) && spec.evenUnknown?.includes(read.path.join(".")) !== true;
      seen.add(keyOf(read));
      return isNew;
    });
    return reads.map((read) => ({ name, situation, read }));
  });
}

function labelOf({ fixture, path }: Read): string {
  return `${fixture.name} ${path.join(".")}`;
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

function wrongTypeFor({ fixture, path }: Read): unknown {
  let value: unknown = fixture.properties;
  for (const key of path) value = (value as Properties)[key];
  return typeof value === "object" ? CANARY : [{ unexpected: CANARY }];
}
