import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Report } from "../../comment/report";
import type { Plan } from "../../preview/plan";
import { GitHubServer } from "./github-server";
import { planned, planOf, policyReport } from "./plans";
import { change, reportOf, run, stackOf } from "./reports";
import { secrets, tellingPart } from "./secrets";

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

describe("npm run comment", () => {
  let folder: string;
  let server: GitHubServer;

  const file = (name: string): string => join(folder, name);
  const summary = (): string => readFileSync(file("summary.md"), "utf8");
  const write = (name: string, contents: unknown): string => {
    mkdirSync(join(file(name), ".."), { recursive: true });
    writeFileSync(file(name), typeof contents === "string" ? contents : JSON.stringify(contents));
    return file(name);
  };

  function comment(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    write("summary.md", "");
    const child = spawn(process.execPath, ["--require", "tsx/cjs", "comment/main.ts", ...args], {
      env: { PATH: process.env["PATH"], GITHUB_STEP_SUMMARY: file("summary.md"), ...env },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (output += String(chunk)));
    return new Promise((done) => child.once("close", (status) => done({ status, output })));
  }

  const github = (event: string, payload: unknown): Record<string, string> => ({
    GITHUB_API_URL: server.api,
    GITHUB_REPOSITORY: "shop/commerce",
    GITHUB_TOKEN: "test-token",
    GITHUB_RUN_ID: "77",
    GITHUB_SHA: "ffffffffffffffffffffffffffffffffffffffff",
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: write("event.json", payload),
  });
  const ofPull = (): Record<string, string> =>
    github("pull_request", { pull_request: { number: 7, head: { sha: run.commit } } });
  /** Of a fork, whose pull request GitHub does not name. */
  const ofWorkflow = (): Record<string, string> =>
    github("workflow_run", {
      workflow_run: {
        id: 10,
        run_attempt: 1,
        html_url: run.url,
        head_sha: run.commit,
        head_branch: "feature",
        head_commit: { timestamp: run.committedAt },
        head_repository: { owner: { login: "contributor" } },
        pull_requests: [],
      },
    });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "comment-"));
    server = new GitHubServer();
    server.head = run.commit;
    server.headBranch = "contributor:feature";
    await server.start();
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  describe("report", () => {
    const report = (): Promise<Ended> =>
      comment([
        "report",
        "--base",
        file("base"),
        "--head",
        file("head"),
        "--commit",
        run.commit,
        "--out",
        file("report.json"),
      ]);
    const made = (): Report => JSON.parse(readFileSync(file("report.json"), "utf8")) as Report;
    const database = (inputs: Plan["resources"][number]["inputs"]): Plan =>
      planOf([
        planned("aws:rds/instance:Instance", "payment", { inputs: { engine: "postgres", ...inputs } }),
      ]);

    it("compares the plans of both folders, and writes the whole into the job's summary", async () => {
      write(
        "base/test.json",
        database({ instanceClass: "db.t4g.small", allocatedStorage: 20, storageType: "gp3" }),
      );
      write(
        "head/test.json",
        database({ instanceClass: "db.t4g.micro", allocatedStorage: 20, storageType: "gp3" }),
      );
      write("head/test.seconds", "7.4");
      assert.deepEqual((await report()).status, 0);
      const [stack] = made().stacks;
      assert.deepEqual(stack?.counts, { create: 0, update: 1, replace: 0, delete: 0, same: 0 });
      assert.equal(stack.cost?.fixedChangeUsd?.toFixed(2), "-11.68");
      assert.match(summary(), /\| −\$11\.68 \| not run \| `01234567` \| 7 s \| not refreshed \|/);
    });

    it("takes a stack that the base has not for all new", async () => {
      write("head/test.json", database({}));
      assert.equal((await report()).status, 0);
      assert.equal(made().stacks[0]?.counts.create, 1);
    });

    it("tells new findings from those that the base has too", async () => {
      const found = (rule: string) => ({
        rule,
        level: "advisory" as const,
        severity: "low" as const,
        message: "m",
        remediation: "r",
      });
      write("base/test.json", { ...database({}), policies: policyReport([found("old")]) });
      write("head/test.json", { ...database({}), policies: policyReport([found("old"), found("fresh")]) });
      await report();
      assert.deepEqual(
        made().stacks[0]?.policies?.findings.map(({ rule, isNew }) => [rule, isNew]),
        [
          ["old", false],
          ["fresh", true],
        ],
      );
    });

    for (const [what, contents, message] of [
      ["cut off", '{"format": "commerce-plan", "version": 1, "resou', /test\.json is not whole/],
      ["of another make", { format: "commerce-plan", version: 7 }, /is not a valid plan: version: must be 1/],
      ["no JSON at all", "Segmentation fault", /test\.json, line 1 is no engine event/],
      ["empty", "", /test\.json is empty/],
    ] as const) {
      it(`fault 42: fails and says why if a plan is ${what}`, async () => {
        write("base/test.json", database({}));
        write("head/test.json", contents);
        const { status, output } = await report();
        assert.equal(status, 1);
        assert.match(output, message);
        assert.match(made().stacks[0]?.error ?? "", message);
      });
    }

    it("reports a preview that failed, with what it said", async () => {
      write("base/test.json", database({}));
      write("head/test.error", "Error: network.zones: us-east-1z cannot be used");
      assert.equal((await report()).status, 1);
      assert.match(summary(), /us-east-1z cannot be used/);
    });

    it("fails if nothing was previewed at all", async () => {
      assert.equal((await report()).status, 1);
      assert.match(made().error ?? "", /no stack was previewed/);
    });

    it("lets no planted secret through: inputs, old values, outputs, names, errors and policies", async () => {
      const all = Object.entries(secrets);
      const resources = (age: string): Plan["resources"] =>
        all.flatMap(([, secret], index) => [
          planned("aws:sqs/queue:Queue", `queue-${String(index)}`, {
            inputs: {
              policy: `${age} ${secret}`,
              nested: [{ deep: `${secret} ${age}` }],
              tags: { [secret]: age },
            },
          }),
          planned("kubernetes:apps/v1:Deployment", `pod-${String(index)}`, {
            inputs: {
              spec: {
                env: [{ name: "API_TOKEN", value: `plain-${age}-${String(index)}` }],
                args: [age, secret],
              },
            },
          }),
          planned("aws:sns/topic:Topic", `${secret}-${age}`),
        ]);
      const outputs = Object.fromEntries(all.map(([name, secret]) => [name, secret]));
      const findings = all.map(([, secret]) => ({
        rule: "r",
        level: "mandatory" as const,
        severity: "low" as const,
        message: secret,
        remediation: secret,
      }));
      write("base/test.json", planOf(resources("old"), { outputs }));
      write(
        "head/test.json",
        planOf(resources("new"), {
          outputs,
          notes: Object.values(secrets),
          policies: policyReport(findings),
        }),
      );
      write("head/prod.error", Object.values(secrets).join("\n"));
      const { output } = await report();
      const artifact = readFileSync(file("report.json"), "utf8");
      const posted = await comment(["post", file("report.json")], ofPull());
      const places = {
        output,
        artifact,
        summary: summary(),
        log: posted.output,
        comment: server.comments[0]?.body ?? "",
      };
      assert.ok(places.comment.length > 1000);
      for (const [place, text] of Object.entries(places)) {
        for (const name of Object.keys(secrets))
          assert.ok(!text.includes(tellingPart(name)), `${name} in ${place}`);
        assert.ok(!/plain-(old|new)-\d/.test(text), `a variable named as a token in ${place}`);
      }
    });
  });

  describe("post", () => {
    const report = reportOf(stackOf([change()]));

    it("comments on the pull request of the event", async () => {
      const { status, output } = await comment(["post", write("report.json", report)], ofPull());
      assert.deepEqual([status, output], [0, "comment on #7: created\n"]);
      assert.match(
        server.comments[0]?.body ?? "",
        /^<!-- commerce-preview commerce run=77 attempt=1 commit=0123/,
      );
    });

    it("finds a fork's pull request by its branch and commit", async () => {
      const { status } = await comment(["post", write("report.json", report)], ofWorkflow());
      assert.equal(status, 0);
      assert.match(server.comments[0]?.body ?? "", /run=10 .*committed=2026-11-20T10:00:00Z/);
    });

    it("comments nowhere if the branch has moved on", async () => {
      server.head = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
      const { status, output } = await comment(["post", write("report.json", report)], ofWorkflow());
      assert.equal(status, 0);
      assert.match(output, /no open pull request has this commit/);
      assert.equal(server.comments.length, 0);
    });

    it("believes nothing that a forged report says of its project, its commit or a run", async () => {
      const forged = { ...report, project: "warehouse", commit: "a".repeat(40) };
      await comment(["post", write("report.json", forged)], ofWorkflow());
      const body = server.comments[0]?.body ?? "";
      assert.match(body, /^<!-- commerce-preview commerce run=10 attempt=1 commit=0123456789abcdef/);
      assert.ok(!body.includes("aaaaaaaa") && !body.includes("warehouse"));
    });

    it("says so in a comment, and fails, if the report is not one", async () => {
      const { status } = await comment(
        ["post", write("report.json", { ...report, shell: "rm -rf /" })],
        ofWorkflow(),
      );
      assert.equal(status, 1);
      assert.match(server.comments[0]?.body ?? "", /The run failed[\s\S]*is not a report[\s\S]*shell/);
    });

    it("says so in a comment, and fails, if there is no report", async () => {
      const { status } = await comment(["post", file("nothing.json")], ofWorkflow());
      assert.equal(status, 1);
      assert.match(server.comments[0]?.body ?? "", /The run ended before it could report anything/);
    });

    for (const [status, message] of [
      [403, "Resource not accessible by integration"],
      [401, "Bad credentials"],
      [422, "Validation Failed"],
    ] as const) {
      it(`writes the job's summary instead, and changes no verdict, when GitHub says ${String(status)}`, async () => {
        server.fault = ({ method }, response) => {
          if (method === "GET") return "go on";
          response.writeHead(status).end(JSON.stringify({ message }));
          return "handled";
        };
        const ended = await comment(["post", write("report.json", report)], ofPull());
        assert.equal(ended.status, 0);
        assert.match(ended.output, new RegExp(`::warning::nothing was written.*${message}`));
        assert.match(summary(), /### Preview of `commerce`/);
        assert.ok(!ended.output.includes("test-token"));
      });
    }
  });

  describe("issue", () => {
    const issue = (of: Report): Promise<Ended> =>
      comment(
        ["issue", write("report.json", of), "--title", "Drift", "--label", "drift"],
        github("schedule", {}),
      );
    const drifted = (name: string): Report => ({
      ...reportOf(stackOf([change({ op: "delete", name })], { refreshed: true })),
      subject: "drift",
    });

    it("is opened once, updated while there is drift, and closed when there is none", async () => {
      assert.match((await issue(drifted("order"))).output, /issue: opened/);
      assert.match((await issue(drifted("order"))).output, /issue: unchanged/);
      assert.match((await issue(drifted("payment"))).output, /issue: updated/);
      const [open] = server.issues;
      assert.equal(server.issues.length, 1);
      assert.match(
        open?.body ?? "",
        /### Drift of `commerce`[\s\S]*delete `payment` .* – no longer in the cloud/,
      );
      assert.match((await issue(reportOf(stackOf([])))).output, /issue: closed/);
      assert.equal(open?.state, "closed");
      assert.match((await issue(reportOf(stackOf([])))).output, /issue: nothing to do/);
    });

    it("stays open when a stack could not be looked at", async () => {
      await issue(drifted("order"));
      await issue(reportOf(stackOf([], { error: "the role could not be assumed" })));
      assert.equal(server.issues[0]?.state, "open");
    });
  });

  for (const [what, args] of [
    ["no command", []],
    ["an unknown command", ["publish"]],
    ["an unknown option", ["report", "--heads", "x"]],
    ["nothing to report on", ["report", "--out", "x"]],
  ] as const) {
    it(`explains itself when given ${what}`, async () => {
      const { status, output } = await comment(args);
      assert.equal(status, 2);
      assert.match(output, /npm run comment -- report --head <folder>/);
    });
  }
});
