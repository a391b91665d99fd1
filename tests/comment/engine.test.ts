import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { parseEngineOutput } from "../../comment/engine";
import { reportOfEngine } from "../../comment/from-engine";
import { renderComment } from "../../comment/render";
import type { StackReport } from "../../comment/report";
import { reportOf, run } from "./reports";

/** What Pulumi's engine 3.260 wrote about a stack of five resources of a provider that replaces on `size`. */
const recorded = (name: string): string => readFileSync(`tests/comment/fixtures/${name}`, "utf8");
const read = (contents: string): StackReport =>
  reportOfEngine(parseEngineOutput(contents, "test.json"), "test", { refreshed: false, on: "2026-11-20" });
const event = (of: object): string => `${JSON.stringify({ sequence: 99, timestamp: 1, ...of })}\n`;

describe("the engine's own output", () => {
  for (const file of ["preview.json", "events.jsonl"]) {
    describe(file, () => {
      const report = read(recorded(file));

      it("is counted by resource, components and the stack left out", () => {
        assert.deepEqual(report.counts, { create: 1, update: 1, replace: 1, delete: 1, same: 1 });
      });

      it("names the property that causes a replacement, with both values", () => {
        const replaced = report.changes.find(({ op }) => op === "replace");
        assert.equal(replaced?.name, "payment");
        assert.equal(replaced.component, "data");
        assert.deepEqual(
          replaced.properties.filter(({ forcesReplacement }) => forcesReplacement),
          [{ path: "size", before: "100", after: "50", forcesReplacement: true }],
        );
      });

      it("knows how long it took, and that nothing was refreshed", () => {
        assert.ok((report.durationSeconds ?? 0) > 0);
        assert.equal(report.refreshed, false);
        assert.equal(report.error, undefined);
      });

      it("shows no secret, whether the engine knew of it or not", () => {
        const text = JSON.stringify(report) + renderComment(reportOf(report), run);
        assert.ok(!text.includes("hunter2") && !text.includes("IOSFODNN7"));
      });

      it("has a cost, with what has no price named", () => {
        const [unpriced] = report.cost?.unpriced ?? [];
        assert.deepEqual([unpriced?.type, unpriced?.count], ["pulumi-nodejs:dynamic:Resource", 4]);
      });
    });
  }

  it("states no cost if what stays the same was left out, and still counts it", () => {
    const report = read(recorded("without-sames.json"));
    assert.equal(report.cost, undefined);
    assert.match(report.notes[0] ?? "", /--show-sames/);
    assert.deepEqual(report.changes.length, 4);
  });

  it("is a failure with the engine's words if the engine found an error", () => {
    const report = read(recorded("failed.json"));
    assert.match(report.error ?? "", /gone" cannot be deleted\s+because it is protected/);
    assert.match(renderComment(reportOf(report), run), /❌ failed, not refreshed/);
  });

  it("of a refresh without drift has no change", () => {
    assert.deepEqual(read(recorded("refresh.json")).changes, []);
  });

  it("of a refresh names what changed in the cloud by the outputs it compares", () => {
    const urn = "urn:pulumi:test::eng::aws:s3/bucket:Bucket::assets";
    const state = (tags: object): object => ({
      urn,
      type: "aws:s3/bucket:Bucket",
      custom: true,
      inputs: {},
      outputs: { tags },
    });
    const step = {
      op: "update",
      urn,
      oldState: state({ Owner: "a" }),
      newState: state({ Owner: "b" }),
      detailedDiff: { "tags.Owner": { kind: "update", inputDiff: false } },
    };
    const [change] = read(JSON.stringify({ steps: [step] })).changes;
    assert.deepEqual(change?.properties, [
      { path: "tags.Owner", before: '"a"', after: '"b"', forcesReplacement: false },
    ]);
  });

  it("tells policy findings from what was undecided at preview", () => {
    const policy = {
      policyPackName: "commerce",
      policyPackVersion: "0.1.0",
      color: "never",
      resourceUrn: "urn:pulumi:test::eng::a:b:C::db",
    };
    const report = read(
      recorded("events.jsonl") +
        event({
          policyEvent: {
            ...policy,
            policyName: "no-public-access",
            message: "open to all",
            enforcementLevel: "mandatory",
            severity: "high",
          },
        }) +
        event({
          policyEvent: {
            ...policy,
            policyName: "kms",
            message: "can't run policy 'kms' during preview: value at .id can't be known during preview",
            enforcementLevel: "advisory",
          },
        }),
    );
    assert.deepEqual(
      report.policies?.findings.map(({ rule, level, severity, resource }) => [
        rule,
        level,
        severity,
        resource,
      ]),
      [["no-public-access", "mandatory", "high", "db"]],
    );
    assert.equal(report.policies.undecided[0]?.rule, "kms");
  });

  for (const [what, contents, message] of [
    ["cut off", recorded("preview.json").slice(0, 2000), /no engine event/],
    ["something else", '{"version": 3, "deployment": {}}', /neither steps nor diagnostics/],
    ["nothing", "\n", /is empty/],
    ["a step without an operation", '{"steps": [{"urn": "x"}]}', /not from pulumi preview --json/],
  ] as const) {
    it(`is refused if it is ${what}`, () => assert.throws(() => read(contents), message));
  }
});
