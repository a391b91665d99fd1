/** Seven hours of everything that dashboards and alerts read, a sample a minute, as OpenMetrics. Made up, not measured. */
export function openMetrics(services: readonly string[], endSeconds: number): string {
  const lines = services.flatMap((service) => {
    const of = `namespace="${service}",pod="${service}-1"`;
    const object = `namespace="${service}"`;
    return [
      ...histogram(of, endSeconds),
      ...counter("process_cpu_seconds", of, 6, endSeconds),
      ...counter("kube_pod_container_status_restarts", `${of},container="${service}"`, 0.01, endSeconds),
      ...gauge("process_resident_memory_bytes", of, 100_000_000, endSeconds),
      ...gauge(
        "kube_deployment_status_replicas_available",
        `${object},deployment="${service}"`,
        2,
        endSeconds,
      ),
      ...gauge(
        "kube_horizontalpodautoscaler_spec_max_replicas",
        `${object},horizontalpodautoscaler="${service}"`,
        10,
        endSeconds,
      ),
    ];
  });
  return [...grouped(lines), "# EOF", ""].join("\n");
}

interface Line {
  readonly family: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly text: string;
}

/** Requests in three buckets and two status codes: 600 a minute, of which 6 fail. */
function histogram(labels: string, end: number): Line[] {
  const family = "http_server_request_duration_seconds";
  const perMinute = { "200": 594, "500": 6 };
  const buckets = { "0.1": 0.5, "0.5": 0.9, "+Inf": 1 };
  return Object.entries(perMinute).flatMap(([code, count]) => {
    const all = `${labels},http_response_status_code="${code}"`;
    return [
      ...Object.entries(buckets).flatMap(([le, part]) =>
        samples(
          family,
          "histogram",
          `${family}_bucket{${all},le="${le}"}`,
          end,
          (minute) => minute * count * part,
        ),
      ),
      ...samples(family, "histogram", `${family}_sum{${all}}`, end, (minute) => minute * count * 0.2),
      ...samples(family, "histogram", `${family}_count{${all}}`, end, (minute) => minute * count),
    ];
  });
}

function counter(family: string, labels: string, perMinute: number, end: number): Line[] {
  return samples(family, "counter", `${family}_total{${labels}}`, end, (minute) => minute * perMinute);
}

function gauge(family: string, labels: string, value: number, end: number): Line[] {
  return samples(family, "gauge", `${family}{${labels}}`, end, () => value);
}

const minutes = 7 * 60;

function samples(
  family: string,
  type: Line["type"],
  series: string,
  end: number,
  value: (minute: number) => number,
): Line[] {
  return Array.from({ length: minutes + 1 }, (_, minute) => ({
    family,
    type,
    text: `${series} ${String(value(minute))} ${String(end - (minutes - minute) * 60)}`,
  }));
}

/** Series of one metric must stand together. */
function grouped(lines: readonly Line[]): string[] {
  const families = new Map<string, Line[]>();
  for (const line of lines) families.set(line.family, [...(families.get(line.family) ?? []), line]);
  return [...families].flatMap(([family, own]) => [
    `# TYPE ${family} ${own[0]?.type ?? "unknown"}`,
    ...own.map(({ text }) => text),
  ]);
}
