/**
 * What the stacks give to Prometheus, Alertmanager and Grafana, judged by programs of the versions that run in the cluster,
 * built from their Go modules. Real: Prometheus's parser, rule engine and query engine, promtool's and amtool's checks, the
 * types that Grafana makes from its own schema. Not real: the measurements, which are made up here; that services show these
 * metrics is the contract's to say (`docs/contract.md`). Grafana itself does not run, nor CloudWatch behind it.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { images } from "../../components/pods/images";
import { services } from "../../services";
import { problemsOfDashboard } from "./dashboards/grafanaSchema";
import { openMetrics } from "./dashboards/measurements";
import { MonitoringFiles } from "./dashboards/monitoring";
import { PrometheusServer } from "./dashboards/prometheusServer";
import { promtoolTest, ruleCases } from "./dashboards/ruleTests";
import { deployed } from "./deployed";
import { goProgram } from "./goPrograms";
import { startOrSkip } from "./unavailable";

const prometheusVersion = "v0.314.0";
const alertmanagerVersion = "v0.34.0";
const names = services.map(({ name }) => name);
/** Within the last block of made-up measurements. */
const endSeconds = Math.floor(Date.now() / 1000 / 7200) * 7200 - 60;

describe("what is given to Prometheus, Alertmanager and Grafana", function () {
  // The first run builds the programs.
  this.timeout(30 * 60_000);
  const folder = mkdtempSync(join(tmpdir(), "commerce-dashboards-"));
  let promtool: (...args: string[]) => string;
  let amtool: string;
  let server: PrometheusServer | undefined;
  const given: Record<string, MonitoringFiles> = {};

  before(async function () {
    const programs = await startOrSkip(this, () => Promise.resolve().then(builtPrograms));
    promtool = (...args) => run(programs.promtool, args);
    amtool = programs.amtool;
    for (const stack of ["test", "prod"]) {
      given[stack] = new MonitoringFiles(await deployed(stack));
      mkdirSync(join(folder, stack));
      writeFileSync(file(stack, "rules.json"), given[stack].ofPrometheus("rules.json"));
    }
    server = await measured(programs.prometheus);
  });

  after(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (stack: string, name: string): string => join(folder, stack, name);

  /** A Prometheus over made-up measurements, and what the rules of `test` record of them. */
  async function measured(prometheus: string): Promise<PrometheusServer> {
    const data = join(folder, "data");
    const measurements = join(folder, "measurements.txt");
    writeFileSync(measurements, openMetrics(names, endSeconds));
    promtool("tsdb", "create-blocks-from", "openmetrics", measurements, data);
    const first = await PrometheusServer.start(prometheus, folder);
    const [start, end] = [String(endSeconds - 6 * 3600), String(endSeconds)];
    const rules = file("test", "rules.json");
    try {
      promtool(
        ...["tsdb", "create-blocks-from", "rules", `--url=${first.url}`],
        ...[`--start=${start}`, `--end=${end}`, `--output-dir=${data}`, "--eval-interval=60s", rules],
      );
    } finally {
      await first.stop();
    }
    return PrometheusServer.start(prometheus, folder);
  }

  it("is judged by the versions that run in the cluster", () => {
    assert.ok(images.prometheus.includes(`:${prometheusVersion.replace("v0.3", "v3.")}@`), images.prometheus);
    assert.ok(images.alertmanager.includes(`:${alertmanagerVersion}@`), images.alertmanager);
  });

  for (const stack of ["test", "prod"])
    describe(`for ${stack}`, () => {
      const files = (): MonitoringFiles => {
        const found = given[stack];
        assert.ok(found);
        return found;
      };

      it("is a configuration that Prometheus takes", () => {
        const text = files().ofPrometheus("prometheus.json");
        assert.ok(text.includes("/etc/prometheus/rules.json"));
        writeFileSync(
          file(stack, "prometheus.json"),
          text.replace("/etc/prometheus/rules.json", file(stack, "rules.json")),
        );
        assert.match(promtool("check", "config", file(stack, "prometheus.json")), /SUCCESS/);
      });

      it("are rules without a fault, also by promtool's taste", () => {
        assert.match(
          promtool("check", "rules", "--lint=all", "--lint-fatal", file(stack, "rules.json")),
          /SUCCESS/,
        );
      });

      it("is a configuration that Alertmanager takes", () => {
        writeFileSync(file(stack, "alertmanager.json"), files().ofPrometheus("alertmanager.json"));
        assert.match(run(amtool, ["check-config", file(stack, "alertmanager.json")]), /SUCCESS/);
      });

      for (const ruleCase of ruleCases)
        it(`rings rightly: ${ruleCase.says}`, () => {
          const test = file(stack, "rule-test.json");
          writeFileSync(test, JSON.stringify(promtoolTest(file(stack, "rules.json"), ruleCase)));
          assert.match(promtool("test", "rules", test), /SUCCESS/);
        });

      it("are dashboards whose every expression has an answer", async () => {
        const { expressions } = files();
        const ofDashboards = expressions.filter(({ place }) => place.startsWith("Service "));
        assert.ok(ofDashboards.length >= 11 * names.length, String(ofDashboards.length));
        for (const { place, expr } of ofDashboards) {
          const samples = (await server?.evaluate(expr, endSeconds)) ?? [];
          assert.ok(samples.length > 0, `${place}: ${expr} has no answer`);
          for (const { value } of samples) assert.ok(Number.isFinite(value), `${place}: ${String(value)}`);
        }
      });

      it("are alerts whose every expression can be asked, and that see nothing but the budget that 1 % of failures burn", async () => {
        for (const { place, expr } of files().expressions) {
          const samples = (await server?.evaluate(expr, endSeconds)) ?? [];
          if (!place.includes(" ") && !place.includes(":")) {
            const expected = place === "ErrorBudgetBurns" ? names.length : 0;
            assert.equal(samples.length, expected, place);
          }
        }
      });

      it("are dashboards as Grafana's schema has them", () => {
        const { dashboards } = files();
        assert.equal(dashboards.length, names.length);
        for (const dashboard of dashboards)
          assert.deepEqual(problemsOfDashboard(dashboard), [], dashboard.title);
      });
    });

  it("measures what was put in: 1 % of the requests fail, half of them take up to 100 ms", async () => {
    const value = async (expression: string): Promise<number | undefined> =>
      (await server?.evaluate(expression, endSeconds))?.[0]?.value;
    const ratio = await value('namespace:request_errors:ratio_rate5m{namespace="order"}');
    assert.ok(ratio !== undefined && Math.abs(ratio - 0.01) < 1e-9, String(ratio));
    const [requests] =
      given["test"]?.expressions.filter(({ place }) => place === "Service order, Latency") ?? [];
    const median = await value(String(requests?.expr));
    assert.ok(median !== undefined && Math.abs(median - 0.1) < 1e-9, String(median));
  });

  it("is judged by judges that see a planted fault", () => {
    const [broken] = given["test"]?.dashboards ?? [];
    assert.ok(broken);
    assert.match(problemsOfDashboard({ ...broken, titel: "x" } as typeof broken).join(), /titel/);
    writeFileSync(
      join(folder, "broken.json"),
      JSON.stringify({ groups: [{ name: "x", rules: [{ record: "a:b", expr: "sum by (" }] }] }),
    );
    assert.throws(() => promtool("check", "rules", join(folder, "broken.json")), /parse error/);
    const [first] = ruleCases;
    assert.ok(first);
    const wrong = { ...first, rings: undefined };
    writeFileSync(
      join(folder, "wrong.json"),
      JSON.stringify(promtoolTest(file("test", "rules.json"), wrong)),
    );
    assert.throws(() => promtool("test", "rules", join(folder, "wrong.json")), /FAILED/);
  });
});

function builtPrograms() {
  const ofPrometheus = { module: "github.com/prometheus/prometheus", version: prometheusVersion };
  const ofAlertmanager = { module: "github.com/prometheus/alertmanager", version: alertmanagerVersion };
  return {
    promtool: goProgram({ ...ofPrometheus, package: "cmd/promtool" }),
    prometheus: goProgram({ ...ofPrometheus, package: "cmd/prometheus" }),
    amtool: goProgram({ ...ofAlertmanager, package: "cmd/amtool" }),
  };
}

/** What a program prints. @throws an Error with what it printed where it fails */
function run(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${args.join(" ")}:\n${stdout}${stderr}`);
  }
}
