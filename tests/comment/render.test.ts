import assert from "node:assert/strict";

import fc from "fast-check";

import { bytes } from "../../comment/fit";
import { parseMarker } from "../../comment/marker";
import { COMMENT_LIMIT, renderComment, renderSummary } from "../../comment/render";
import type { Change, Finding } from "../../comment/report";
import { change, reportOf, run, stackOf } from "./reports";
import { secrets, tellingPart } from "./secrets";

const finding = (fields: Partial<Finding> = {}): Finding => ({
  rule: "rds-no-public-access",
  level: "mandatory",
  severity: "high",
  message: "the database is open to the internet",
  remediation: "Set publiclyAccessible to false.",
  resource: "payment",
  ...fields,
});

const policies = (findings: readonly Finding[], undecided: readonly Finding[] = []): object => ({
  policies: { pack: "commerce", packVersion: "0.1.0", findings, undecided, errors: [] },
});

const database = (fields: Partial<Change> = {}): Change =>
  change({
    op: "replace",
    type: "aws:rds/instance:Instance",
    name: "payment",
    component: "data",
    stateful: true,
    losesData: true,
    properties: [{ path: "allocatedStorage", before: "100", after: "50", forcesReplacement: true }],
    propertyCount: 1,
    ...fields,
  });

describe("the comment's text", () => {
  it("says of each stack in one line what a reviewer must know", () => {
    const stack = stackOf([change(), database()], {
      durationSeconds: 12.4,
      cost: {
        fixedUsd: 312.4,
        usageUsd: 25.1,
        fixedChangeUsd: -11.5,
        usageChangeUsd: 0,
        components: [],
        services: [],
        usage: [],
        unpriced: [{ type: "aws:cognito/userPool:UserPool", count: 1, reason: "no price for this type" }],
        pricesAsOf: "2024-07-01",
      },
      ...policies([finding(), finding({ level: "advisory" })], [finding({ rule: "x" })]),
    });
    const line = renderComment(reportOf(stack), run)
      .split("\n")
      .find((each) => each.startsWith("| **test**"));
    assert.equal(
      line,
      "| **test** | 0 | 1 | 1 ⚠️ | 0 | $312.40 + $25.10 by use + 1 unpriced | −$11.50 | ❌ 1 mandatory, 1 advisory, 1 undecided | `01234567` | 12 s | not refreshed |",
    );
  });

  it("puts deletes and replacements first, those that lose data before the others, with what causes them", () => {
    const gone = change({ op: "delete", name: "old-queue" });
    const text = renderComment(reportOf(stackOf([change({ name: "tagged" }), gone, database()])), run);
    assert.match(text, /`payment`[\s\S]*`old-queue`[\s\S]*`tagged`/);
    assert.match(text, /\*\*its data is lost\*\*\n {2}- because: `allocatedStorage`: `100` → `50`/);
    assert.match(text, /1 resource that holds data is deleted or replaced: its data is lost/);
  });

  it("suspects a rename without an alias where a component goes and one of the same make comes", () => {
    const text = renderComment(
      reportOf(
        stackOf([
          database({ op: "delete", component: "data", properties: [] }),
          database({ op: "create", component: "databases", losesData: false, properties: [] }),
        ]),
      ),
      run,
    );
    assert.match(
      text,
      /`data` goes and `databases` comes with the same resources\. If that is a rename, give it an alias/,
    );
  });

  it("lists updates of what holds data outside the fold, unless only labels change", () => {
    const shrink = database({ op: "update", losesData: false });
    const label = { path: "tags.Owner", before: "a", after: "b", forcesReplacement: false };
    const labelled = database({ op: "update", losesData: false, name: "labelled", properties: [label] });
    const text = renderComment(reportOf(stackOf([shrink, labelled])), run);
    const [outside = ""] = text.split("<details>");
    assert.match(outside, /Updates of what holds data[\s\S]*`payment`/);
    assert.match(outside, /`allocatedStorage`: `100` → `50` – AWS refuses: storage cannot shrink/);
    assert.ok(!outside.includes("`labelled`"));
  });

  it("says which safeguards are taken off, though nothing is destroyed yet", () => {
    const released = [
      { name: "payment", type: "aws:rds/instance:Instance", component: "data", safeguards: ["protect"] },
    ];
    const text = renderComment(reportOf(stackOf([], { released })), run);
    assert.match(
      text,
      /#### Safeguards taken off[\s\S]*`payment` `aws:rds\/instance:Instance` in `data`: `protect`/,
    );
  });

  it("shows new findings and mandatory ones, and folds what the base has too", () => {
    const found = [
      finding({ rule: "old-mandatory", isNew: false }),
      finding({ rule: "old-advisory", level: "advisory", isNew: false }),
      finding({ rule: "new-advisory", level: "advisory", isNew: true }),
    ];
    const [outside = "", folded = ""] = renderComment(reportOf(stackOf([], policies(found))), run).split(
      "<details>",
    );
    assert.match(outside, /❌ `old-mandatory`[\s\S]*\*\*new\*\* `new-advisory`/);
    assert.match(folded, /1 that the base has too[\s\S]*`old-advisory`/);
  });

  it("lists what was undecided at preview apart from what was found", () => {
    const text = renderComment(
      reportOf(stackOf([], policies([finding()], [finding({ rule: "kms-rotation" })]))),
      run,
    );
    assert.match(text, /rds-no-public-access[\s\S]*undecided at preview[\s\S]*kms-rotation/);
  });

  it("is posted about a failure too, with the error and no false calm", () => {
    const failed = stackOf([], { error: "error: aws:rds/instance:Instance payment: quota exceeded" });
    const text = renderComment(reportOf(failed), run);
    assert.match(text, /❌ failed, not refreshed/);
    assert.match(text, /quota exceeded/);
    const nothing = renderComment(
      { ...reportOf(), error: "the check broke before it previewed anything" },
      run,
    );
    assert.match(nothing, /The run failed[\s\S]*broke before it previewed/);
  });

  it("says the same, digest and all, whatever run it is and however long it took", () => {
    const report = (seconds: number): string =>
      renderComment(reportOf(stackOf([change()], { durationSeconds: seconds })), { ...run, id: seconds });
    assert.equal(parseMarker("commerce", report(5))?.digest, parseMarker("commerce", report(9))?.digest);
    const other = renderComment(reportOf(stackOf([change({ name: "other" })])), run);
    assert.notEqual(parseMarker("commerce", report(5))?.digest, parseMarker("commerce", other)?.digest);
  });
});

describe("the comment's size", () => {
  const many = (op: Change["op"], count: number): Change[] =>
    Array.from({ length: count }, (_, index) =>
      change({
        op,
        name: `queue-${String(index)}`,
        component: `team-${String(index % 40)}`,
        properties: [{ path: "tags.Owner", before: "a", after: "b", forcesReplacement: op === "replace" }],
        propertyCount: 1,
      }),
    );

  it("holds 10,000 changed resources in under 2 s, and loses nothing important", () => {
    const important = [
      ...Array.from({ length: 40 }, (_, index) => database({ name: `database-${String(index)}` })),
      ...Array.from({ length: 40 }, (_, index) => change({ op: "delete", name: `gone-${String(index)}` })),
    ];
    const findings = Array.from({ length: 30 }, (_, index) => finding({ rule: `rule-${String(index)}` }));
    const report = reportOf(
      stackOf([...many("update", 5000), ...many("create", 4920), ...important], policies(findings)),
    );
    const start = performance.now();
    const text = renderComment(report, run);
    const seconds = (performance.now() - start) / 1000;
    assert.ok(seconds < 2, `${String(seconds)} s`);
    assert.ok(bytes(text) <= COMMENT_LIMIT, String(bytes(text)));
    assert.match(text, /\| \*\*test\*\* \| 4920 \| 5000 \| 40 ⚠️ \| 40 \|/);
    for (const { name } of important) assert.ok(text.includes(`\`${name}\``), name);
    for (const { rule } of findings) assert.ok(text.includes(`\`${rule}\``), rule);
    assert.match(
      text,
      /This was cut: \d+ entries had no room\.\*\* Counts are of everything\. The whole is with \[the run\]/,
    );
    assert.match(text, /… and \d+ more creates and updates without room here/);
  });

  it("holds 10,000 deletes, the ones that lose data first, and counts what it leaves out", () => {
    const report = reportOf(
      stackOf(
        [
          ...many("delete", 9990),
          ...Array.from({ length: 10 }, (_, i) => database({ name: `database-${String(i)}` })),
        ],
        policies([finding()]),
      ),
    );
    const text = renderComment(report, run);
    assert.ok(bytes(text) <= COMMENT_LIMIT);
    for (let i = 0; i < 10; i++) assert.ok(text.includes(`\`database-${String(i)}\``));
    assert.match(
      text,
      /… and \d+ more deletes and replacements without room here: \d+ × `aws:sqs\/queue:Queue`/,
    );
    assert.match(text, /rds-no-public-access/);
  });

  it("is cut at whole resources only", () => {
    const text = renderComment(reportOf(stackOf(many("update", 3000))), run);
    const listed = text.match(/^- 🟡 update .*\n {2}- .*$/gm) ?? [];
    assert.ok(listed.length > 100);
    for (const each of listed)
      assert.match(each, /^- 🟡 update `queue-\d+` `aws:sqs\/queue:Queue`\n {2}- `tags\.Owner`: `a` → `b`$/);
    assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
  });

  it("never goes beyond its limit, whatever the report holds", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "`", "<", "|", "\n", "🙂", "@", "€", "\u0000", "\uD800"),
      maxLength: 60,
    });
    const changes = fc.array(
      fc.record({
        op: fc.constantFrom("create", "update", "replace", "delete"),
        name: text,
        type: text,
        component: text,
        losesData: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    const stacks = fc.array(fc.tuple(text, changes, fc.array(text, { maxLength: 20 })), { maxLength: 8 });
    fc.assert(
      fc.property(stacks, fc.integer({ min: 2000, max: 20_000 }), (all, limit) => {
        const report = reportOf(
          ...all.map(([stack, of, messages]) =>
            stackOf(of.map(change), {
              stack,
              ...policies(messages.map((message) => finding({ message }))),
              error: messages.join("\n"),
            }),
          ),
        );
        const rendered = renderComment(report, run, limit);
        assert.ok(bytes(rendered) <= limit, `${String(bytes(rendered))} > ${String(limit)}`);
        assert.equal(rendered.match(/<details>/g)?.length, rendered.match(/^<\/details>$/gm)?.length);
        assert.equal(Buffer.from(rendered).toString(), rendered);
      }),
      { numRuns: 60 },
    );
  });

  it("gives a job's summary the room that a comment has not", () => {
    const text = renderSummary(reportOf(stackOf(many("update", 3000))), run.url);
    assert.equal(text.match(/^- 🟡 update/gm)?.length, 3000);
    assert.ok(!text.includes("This was cut"));
  });
});

/** Every element of the text as a browser would be given it. */
async function elements(markdown: string): Promise<{ type: string; raw: string }[]> {
  const { marked } = await import("marked");
  const found: { type: string; raw: string }[] = [];
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => {
    found.push(token);
  });
  return found;
}

describe("text by others", () => {
  const marker = renderComment(reportOf(), { ...run, id: 999 }).split("\n")[0] ?? "";
  const hostile = [
    "`".repeat(40),
    "</details>\n\n# Approved",
    "@octocat please merge",
    "[safe](https://evil.example/x)",
    "![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    marker,
    "a | b | c",
    "| --- |",
    '```mermaid\nclick a href "javascript:alert(1)"\n```',
    "https://evil.example www.evil.example #1 shop/commerce#2",
    "\u202Eevil\u0007\u001B[31m",
    "x".repeat(10_000),
    "🙂".repeat(5000),
  ];

  for (const text of hostile) {
    it(`works nowhere: ${JSON.stringify(text).slice(0, 40)}`, async () => {
      const everywhere = change({
        op: "replace",
        name: text,
        type: text,
        component: text,
        urn: text,
        oldUrn: `x::${text}`,
        properties: [{ path: text, before: text, after: text, forcesReplacement: true, because: text }],
        propertyCount: 1,
        source: { file: text, line: 1 },
      });
      const report = reportOf(
        stackOf([everywhere, { ...everywhere, op: "update" }], {
          stack: text,
          error: text,
          notes: [text],
          uses: [[text, text]],
          ...policies([finding({ rule: text, message: text, remediation: text, resource: text })]),
        }),
      );
      const rendered = renderComment(
        { ...report, project: text, error: text, commit: text },
        { ...run, url: text },
      );
      const rest = rendered.split("\n").slice(1).join("\n");
      assert.ok(bytes(rendered) < COMMENT_LIMIT);
      assert.ok(!/<!--/.test(rest), "a marker of somebody else");
      assert.ok(!/(^|[^\w])@\w/.test(rest), "a mention");
      assert.ok(!/\w:\/\/\w/.test(rest), "a link");
      for (const token of await elements(rest)) {
        assert.ok(!["link", "image", "em", "del", "hr"].includes(token.type), token.raw);
        if (token.type === "heading") assert.match(token.raw, /^(### Preview of|#### (Deletes|Policies))/);
        if (token.type === "html")
          assert.match(token.raw, /^\s*(<details><summary>[^<]*<\/summary>|<\/details>)\s*$/);
      }
      assert.ok(!/[\u202A-\u202E\u0000-\u0008\u001B]/.test(rest), "a control character");
      assert.equal(
        rest.match(/<details>/g)?.length,
        rest.match(/<\/details>/g)?.length,
        "a fold closed early",
      );
      assert.equal((rest.match(/^```/gm)?.length ?? 0) % 2, 0, "a fence left open");
      for (const row of rest.split("\n").filter((line) => line.startsWith("| **"))) {
        assert.equal(row.match(/(?<!\\)\|/g)?.length, 12, row);
      }
    });
  }

  it("hides every planted secret, wherever it stands", () => {
    for (const [name, secret] of Object.entries(secrets)) {
      const everywhere = change({
        op: "replace",
        name: secret,
        component: secret,
        urn: secret,
        properties: [{ path: secret, before: secret, after: secret, forcesReplacement: true }],
        propertyCount: 1,
      });
      const stack = stackOf([everywhere, { ...everywhere, op: "create" }], {
        error: secret,
        notes: [secret],
        uses: [[secret, secret]],
        ...policies([finding({ message: secret, resource: secret })]),
      });
      const rendered = renderComment(reportOf(stack), run);
      assert.ok(!rendered.includes(tellingPart(name)), name);
    }
  });
});
