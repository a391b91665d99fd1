import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

import { startAnalyzer } from "../../preview/analyzer";
import { problemsOf } from "../kubernetes/validate";
import { ProjectCopy } from "./project-copy";
import { preview, type Stack, type Value } from "./previewed";

for (const name of ["test", "prod"])
  describe(`${name} with a service that is written for MySQL`, () => {
    let project: ProjectCopy;
    let stack: Stack;
    before(async () => {
      project = new ProjectCopy();
      project.useMysql("catalog");
      stack = await preview(name, project.directory);
    });
    after(() => project.remove());

    it("has an instance of each engine, and each service is told of its own", () => {
      for (const [service, engine, rdsName, port] of [
        ["catalog", "mysql", "mysql", 3306],
        ["payment", "postgresql", "postgres", 5432],
      ] as const) {
        const instance = stack.inputs("aws:rds/instance:Instance", `data-${service}`);
        assert.deepEqual([instance.engine, instance.port], [rdsName, port]);
        const { data } = stack.inputs("kubernetes:core/v1:ConfigMap", `${service}-configuration`);
        assert.deepEqual([data.DATABASE_ENGINE, data.DATABASE_PORT], [engine, String(port)]);
        assert.deepEqual([data.DATABASE_NAME, data.DATABASE_USER], [service, service]);
        const { egress } = stack.inputs(
          "kubernetes:networking.k8s.io/v1:NetworkPolicy",
          `${service}-allow-declared`,
        ).spec as { egress: Value[] };
        const open = egress.flatMap((rule: Value) => rule.ports.map((each: Value) => each.port as number));
        assert.deepEqual(
          [3306, 5432].filter((each) => open.includes(each)),
          [port],
        );
      }
    });

    it("makes the database's user by a Job that Kubernetes takes", () => {
      const job = stack.inputs("kubernetes:batch/v1:Job", "services-databases-catalog");
      assert.deepEqual(problemsOf(job as Record<string, unknown>), []);
      assert.equal(job.spec.template.spec.containers[0].name, "mysql");
    });

    it("watches it as it watches PostgreSQL", () => {
      const alarms = (service: string): string[] =>
        stack
          .names("aws:cloudwatch/metricAlarm:MetricAlarm")
          .filter((each) => each.includes(`${service}-database`))
          .map((each) => each.replace(service, ""));
      assert.equal(alarms("catalog").length, 3);
      assert.deepEqual(alarms("catalog"), alarms("payment"));
    });

    it("breaks no policy", async function () {
      this.timeout(60_000);
      execFileSync("npm", ["run", "--silent", "build:policies"]);
      const analyzer = await startAnalyzer({
        packDirectory: resolve("policies"),
        projectDirectory: project.directory,
        project: "commerce",
        stack: name,
        organization: "organization",
      });
      try {
        const { findings } = await analyzer.analyze(stack.resources);
        assert.deepEqual(
          findings.filter(({ level }) => level === "mandatory"),
          [],
        );
      } finally {
        analyzer.close();
      }
    });
  });
