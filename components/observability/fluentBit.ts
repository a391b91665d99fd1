/** The containers of some namespaces, and the log group that takes what they print. */
export interface LogRoute {
  readonly label: string;
  readonly namespaces: readonly string[];
  readonly logGroupName: string;
}

/** Where Fluent Bit answers for its health. */
export const httpPort = 2020;

/**
 * Fluent Bit's configuration. It asks Kubernetes nothing: a log file's name holds pod, namespace and container
 * (`<pod>_<namespace>_<container>-<id>.log`), none of which can hold a `_`, and the name becomes the log stream's.
 */
export function fluentBitConfiguration(region: string, routes: readonly LogRoute[]): string {
  return [
    section("SERVICE", {
      Flush: 5,
      Grace: 20,
      Log_Level: "warn",
      HTTP_Server: "On",
      HTTP_Listen: "0.0.0.0",
      HTTP_Port: httpPort,
      Health_Check: "On",
    }),
    ...routes.flatMap(({ label, namespaces, logGroupName }) => [
      section("INPUT", {
        Name: "tail",
        Alias: label,
        Tag: `${label}.*`,
        Path: namespaces.map((namespace) => `/var/log/containers/*_${namespace}_*.log`).join(","),
        "multiline.parser": "cri",
        DB: `/var/lib/fluent-bit/${label}.db`,
        Mem_Buf_Limit: "8MB",
        Skip_Long_Lines: "On",
        Refresh_Interval: 10,
        Read_from_Head: "On",
      }),
      section("OUTPUT", {
        Name: "cloudwatch_logs",
        Match: `${label}.*`,
        region,
        log_group_name: logGroupName,
        log_stream_prefix: "pod-",
        // What the container printed, and not Fluent Bit's record of it.
        log_key: "log",
        auto_create_group: "Off",
        Retry_Limit: 5,
      }),
    ]),
  ].join("\n");
}

function section(name: string, entries: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(entries).map(([key, value]) => `    ${key.padEnd(18)} ${String(value)}`);
  return [`[${name}]`, ...lines, ""].join("\n");
}
