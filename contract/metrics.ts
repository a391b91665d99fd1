/**
 * Names of what a service shows at its metrics path, by OpenTelemetry's conventions as Prometheus sees them
 * (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/). Dashboards and alerts read these; `docs/contract.md`
 * explains them.
 */
export const metrics = {
  /** Histogram of the requests served, in seconds, labelled with the status code. */
  requestDuration: "http_server_request_duration_seconds",
  statusCodeLabel: "http_response_status_code",
  /** Of Prometheus's client libraries: CPU seconds used by the process, and bytes that it holds. */
  processCpu: "process_cpu_seconds_total",
  processMemory: "process_resident_memory_bytes",
} as const;
