import type { Service, ServiceDefinition } from "./definition";
import { reservedByPostgresql } from "./reservedByPostgresql";

const label = /^[a-z]([-a-z0-9]{0,28}[a-z0-9])?$/;
/** The name of a database and of its user: MySQL takes 32 characters for a user. */
const databaseName = /^[a-z]\w{0,31}$/i;
const hostname = /^(?=.{1,253}$)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/;
/** Namespaces and message targets that the platform keeps for itself. */
const reservedNames = new Set(["default", "kube-system", "kube-public", "monitoring", "database-admin"]);

/**
 * Fills in the defaults of the definitions and checks each against all of them.
 *
 * @throws an Error that lists every problem: the service, what is wrong, the value given and what would do.
 */
export function catalogue(definitions: readonly ServiceDefinition[]): readonly Service[] {
  const problems = definitions.flatMap((definition, index) => [
    ...ownProblems(definition),
    ...(definitions.findIndex((other) => other.name === definition.name) === index
      ? []
      : [`${definition.name}: is defined twice; a service's name must be its own`]),
    ...relationProblems(definition, definitions),
  ]);
  if (problems.length > 0)
    throw new Error(`The catalogue of services is wrong:\n  - ${problems.join("\n  - ")}`);
  return definitions.map((definition) => withDefaults(definition, definitions));
}

function withDefaults(definition: ServiceDefinition, all: readonly ServiceDefinition[]): Service {
  const { data } = definition;
  return {
    name: definition.name,
    port: definition.port ?? 8080,
    healthPath: definition.healthPath ?? "/health",
    metricsPath: definition.metricsPath ?? "/metrics",
    replicas: definition.replicas ?? { min: 2, max: 10 },
    resources: definition.resources ?? { cpuMillicores: 250, memoryMiB: 512 },
    data:
      data === undefined || data.engine === "dynamodb"
        ? data
        : { engine: data.engine, databaseName: data.databaseName ?? definition.name.replaceAll("-", "_") },
    topic: definition.topic ?? true,
    queue:
      definition.queue === false
        ? undefined
        : { visibilityTimeoutSeconds: 60, maxReceiveCount: 5, alarmAgeSeconds: 300, ...definition.queue },
    listensTo: definition.listensTo ?? [],
    secrets: definition.secrets ?? [],
    calls: definition.calls ?? [],
    calledBy: all.filter((other) => other.calls?.includes(definition.name)).map((other) => other.name),
    externalHosts: definition.externalHosts ?? [],
  };
}

function ownProblems(definition: ServiceDefinition): string[] {
  const { name } = definition;
  const says = (wrong: boolean, problem: string): string[] => (wrong ? [`${name}: ${problem}`] : []);
  const port = definition.port ?? 8080;
  const { min, max } = definition.replicas ?? { min: 2, max: 10 };
  const { visibilityTimeoutSeconds = 60, maxReceiveCount = 5 } = definition.queue || {};
  const named = definition.data?.engine === "dynamodb" ? undefined : definition.data?.databaseName;
  const paths = [definition.healthPath, definition.metricsPath].filter((path) => path !== undefined);
  return [
    ...says(!label.test(name), "the name must be a DNS label of at most 30 characters, such as `order`"),
    ...says(reservedNames.has(name), "the platform keeps this name for itself; choose another"),
    ...says(!isWhole(port, 1024, 65535), `port ${String(port)} must be a whole number from 1024 to 65535`),
    ...paths.flatMap((path) => says(!path.startsWith("/"), `path "${path}" must start with "/"`)),
    ...says(
      !isWhole(min, 1, max) || !isWhole(max, 1, 100),
      `replicas ${String(min)} to ${String(max)} must be whole numbers with 1 ≤ min ≤ max ≤ 100`,
    ),
    ...says(
      !isWhole(visibilityTimeoutSeconds, 1, 43_200),
      `queue.visibilityTimeoutSeconds ${String(visibilityTimeoutSeconds)} must be 1 to 43200`,
    ),
    ...says(
      !isWhole(maxReceiveCount, 1, 1000),
      `queue.maxReceiveCount ${String(maxReceiveCount)} must be 1 to 1000`,
    ),
    ...says(
      named !== undefined && !databaseName.test(named),
      `data.databaseName "${String(named)}" must be a letter and up to 31 letters, digits and underscores`,
    ),
    ...says(
      definition.data?.engine === "postgresql" && reservedByPostgresql.has((named ?? name).toLowerCase()),
      `data.databaseName "${named ?? name}" is a word of PostgreSQL's own, which RDS refuses; say another, such as "${name}s"`,
    ),
    ...(definition.externalHosts ?? []).flatMap((host) =>
      says(!hostname.test(host), `external host "${host}" must be a host name such as api.example.com`),
    ),
    ...(definition.secrets ?? []).flatMap((key) =>
      says(!/^[a-z][-a-z0-9]*$/.test(key), `secret key "${key}" must be lower-case letters, digits and "-"`),
    ),
  ];
}

function relationProblems(definition: ServiceDefinition, all: readonly ServiceDefinition[]): string[] {
  const names = all.map((other) => other.name);
  const publishers = all.filter((other) => other.topic !== false).map((other) => other.name);
  const others = (list: readonly string[]): string =>
    list.filter((name) => name !== definition.name).join(", ");
  const unknown = (field: string, given: readonly string[] = [], allowed: readonly string[]): string[] =>
    given
      .filter((name) => name === definition.name || !allowed.includes(name))
      .map(
        (name) => `${definition.name}: ${field} names "${name}"; allowed are ${others(allowed) || "none"}`,
      );
  const deaf = definition.queue === false && (definition.listensTo ?? []).length > 0;
  return [
    ...unknown("calls", definition.calls, names),
    ...unknown("listensTo", definition.listensTo, publishers),
    ...(deaf ? [`${definition.name}: listensTo needs a queue; remove \`queue: false\` or the topics`] : []),
  ];
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
