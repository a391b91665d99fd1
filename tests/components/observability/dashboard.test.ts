import assert from "node:assert/strict";

import { alertRules } from "../../../components/observability/alertRules";
import { dashboard } from "../../../components/observability/dashboard";
import { services } from "../../../services";
import { catalogue } from "../../../services/catalogue";

const [service] = catalogue([{ name: "stock", resources: { cpuMillicores: 500, memoryMiB: 256 } }]);
assert.ok(service);
const names = { queue: "stock-1", deadLetterQueue: "stock-dead-1" };
const made = dashboard(service, "us-east-1", names);

function expressions(of: ReturnType<typeof dashboard>): string[] {
  return of.panels.flatMap(({ targets }) =>
    targets.flatMap((target) => ("expr" in target ? [String(target.expr)] : [])),
  );
}

describe("the dashboard of a service", () => {
  it("shows traffic, errors, latency, saturation and the queue", () => {
    assert.deepEqual(
      made.panels.map(({ title }) => title),
      ["Requests", "Errors", "Latency", "CPU", "Memory", "Pods", "Queue depth", "Queue age", "Dead letters"],
    );
  });

  it("shows no queue where the service has none", () => {
    const titles = dashboard(service, "us-east-1", undefined).panels.map(({ title }) => title);
    assert.ok(!titles.some((title) => /queue|letters/i.test(title)), titles.join());
  });

  it("asks for the service's own figures and for no other's", () => {
    for (const expression of expressions(made)) assert.match(expression, /\{namespace="stock"\}/);
  });

  it("measures CPU and memory against what a pod of the service may use", () => {
    const text = expressions(made).join("\n");
    assert.match(text, /\/ 0\.5$/m);
    assert.match(text, /\/ 268435456$/m);
  });

  it("places every panel on the grid without overlap", () => {
    const taken = new Set<string>();
    for (const { gridPos } of made.panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          assert.ok(x < 24 && !taken.has(`${String(x)},${String(y)}`), `${String(x)},${String(y)}`);
          taken.add(`${String(x)},${String(y)}`);
        }
  });

  it("has an address of its own for every service of the platform", () => {
    const addresses = services.map((each) => dashboard(each, "us-east-1", undefined).uid);
    assert.equal(new Set(addresses).size, services.length);
  });
});

describe("the alert rules", () => {
  const { groups } = alertRules({ objective: 0.999, storageGiB: 20 });
  const rules = groups.flatMap((group) => group.rules);

  it("watch how fast the error budget burns, over a long and a short window", () => {
    const burning = rules.flatMap((rule) =>
      "alert" in rule && rule.alert.startsWith("ErrorBudget") ? [rule.expr] : [],
    );
    assert.deepEqual(burning, [
      "namespace:request_errors:ratio_rate1h > 0.0144 and namespace:request_errors:ratio_rate5m > 0.0144",
      "namespace:request_errors:ratio_rate6h > 0.006 and namespace:request_errors:ratio_rate30m > 0.006",
    ]);
  });

  it("record every ratio that an alert or a dashboard reads", () => {
    const recorded = new Set(rules.flatMap((rule) => ("record" in rule ? [rule.record] : [])));
    const read = [...rules.map((rule) => rule.expr), ...expressions(made)].flatMap(
      (expression) => expression.match(/namespace:request_errors:\w+/g) ?? [],
    );
    assert.ok(read.length > 0);
    for (const name of read) assert.ok(recorded.has(name), name);
  });

  it("say of each alert how bad it is and what it means", () => {
    for (const rule of rules)
      if ("alert" in rule) {
        assert.ok(["critical", "warning"].includes(rule.labels.severity));
        assert.match(rule.annotations.summary, /\.$/, rule.alert);
      }
  });
});
