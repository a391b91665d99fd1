import type { Stack } from "../../stacks/previewed";

/** What a stack gives to Prometheus, Alertmanager and Grafana: the contents of its ConfigMaps. */
export class MonitoringFiles {
  constructor(private readonly stack: Stack) {}

  /** A file of the ConfigMap that Prometheus and Alertmanager mount. */
  ofPrometheus(name: "prometheus.json" | "rules.json" | "alertmanager.json"): string {
    const text = this.configMaps.find(({ metadata }) => metadata.name === "prometheus")?.data[name];
    if (text === undefined) throw new Error(`the stack has no ConfigMap prometheus with ${name}`);
    return text;
  }

  get dashboards(): readonly Dashboard[] {
    return this.configMaps
      .filter(({ metadata }) => metadata.name.startsWith("dashboard-"))
      .flatMap(({ data }) => Object.values(data))
      .map((text) => JSON.parse(text) as Dashboard);
  }

  /** Every expression of dashboards and rules, by where it stands. */
  get expressions(): readonly { readonly place: string; readonly expr: string }[] {
    const { groups } = JSON.parse(this.ofPrometheus("rules.json")) as Rules;
    return [
      ...this.dashboards.flatMap(({ title, panels }) =>
        panels.flatMap((panel) =>
          panel.targets.flatMap(({ expr }) =>
            expr === undefined ? [] : [{ place: `${title}, ${panel.title}`, expr }],
          ),
        ),
      ),
      ...groups.flatMap(({ rules }) =>
        rules.map(({ alert, record, expr }) => ({ place: String(alert ?? record), expr })),
      ),
    ];
  }

  private get configMaps(): readonly ConfigMap[] {
    return this.stack
      .ofType("kubernetes:core/v1:ConfigMap")
      .map(({ inputs }) => inputs as unknown as ConfigMap)
      .filter(({ metadata }) => metadata.namespace === "monitoring");
  }
}

export interface Dashboard {
  readonly title: string;
  readonly panels: readonly {
    readonly title: string;
    readonly options: object;
    readonly targets: readonly { readonly expr?: string; readonly queryMode?: string }[];
  }[];
}

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert?: string; readonly record?: string; readonly expr: string }[];
  }[];
}

interface ConfigMap {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly data: Readonly<Record<string, string>>;
}
