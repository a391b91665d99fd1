import { z } from "zod";

/** Names of the environment variables that the platform sets in a service's container. `docs/contract.md` explains them. */
export const variables = {
  service: "SERVICE_NAME",
  stage: "STAGE",
  region: "AWS_REGION",
  port: "PORT",
  healthPath: "HEALTH_PATH",
  metricsPath: "METRICS_PATH",
  queueUrl: "QUEUE_URL",
  topicArn: "TOPIC_ARN",
  tableName: "TABLE_NAME",
  databaseEngine: "DATABASE_ENGINE",
  databaseHost: "DATABASE_HOST",
  databasePort: "DATABASE_PORT",
  databaseName: "DATABASE_NAME",
  databaseUser: "DATABASE_USER",
  databaseCertificateFile: "DATABASE_CA_FILE",
  secretsDirectory: "SECRETS_DIRECTORY",
} as const;

/** Where the platform mounts files in a service's container; read-only. */
export const paths = {
  secrets: "/var/run/commerce/secrets",
  databaseCertificates: "/var/run/commerce/certificates",
  databaseCertificateFile: "/var/run/commerce/certificates/rds.pem",
} as const;

/** The variable that holds the address of a service that this one declares in `calls`: `CATALOG_URL` for `catalog`. */
export function urlVariable(service: string): string {
  return `${service.toUpperCase().replaceAll("-", "_")}_URL`;
}

const port = z.coerce.number().int().min(1).max(65535);
const path = z.string().startsWith("/");

const environment = z
  .object({
    [variables.service]: z.string().min(1),
    [variables.stage]: z.string().min(1),
    [variables.region]: z.string().min(1),
    [variables.port]: port,
    [variables.healthPath]: path,
    [variables.metricsPath]: path,
    [variables.queueUrl]: z.url().optional(),
    [variables.topicArn]: z.string().startsWith("arn:").optional(),
    [variables.tableName]: z.string().optional(),
    [variables.databaseEngine]: z.enum(["postgresql", "mysql"]).optional(),
    [variables.databaseHost]: z.string().optional(),
    [variables.databasePort]: port.optional(),
    [variables.databaseName]: z.string().optional(),
    [variables.databaseUser]: z.string().optional(),
    [variables.databaseCertificateFile]: path.optional(),
    [variables.secretsDirectory]: path.optional(),
  })
  .transform((read, context) => ({
    service: read.SERVICE_NAME,
    stage: read.STAGE,
    region: read.AWS_REGION,
    port: read.PORT,
    healthPath: read.HEALTH_PATH,
    metricsPath: read.METRICS_PATH,
    queueUrl: read.QUEUE_URL,
    topicArn: read.TOPIC_ARN,
    tableName: read.TABLE_NAME,
    secretsDirectory: read.SECRETS_DIRECTORY,
    database: database(read, context),
  }));

/** What the platform tells a service; what the service did not ask for in its definition is `undefined`. */
export type Environment = z.infer<typeof environment>;

/**
 * Reads what the platform tells a service. A service may copy this file, or import it.
 *
 * @throws an Error that names every variable that is missing or malformed, never a value.
 */
export function readEnvironment(from: Readonly<Record<string, string | undefined>>): Environment {
  const result = environment.safeParse(from);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment of this container is wrong:\n  - ${problems.join("\n  - ")}`);
}

function database(
  read: {
    readonly DATABASE_ENGINE?: "postgresql" | "mysql" | undefined;
    readonly DATABASE_HOST?: string | undefined;
    readonly DATABASE_PORT?: number | undefined;
    readonly DATABASE_NAME?: string | undefined;
    readonly DATABASE_USER?: string | undefined;
    readonly DATABASE_CA_FILE?: string | undefined;
  },
  context: z.RefinementCtx,
) {
  const {
    DATABASE_ENGINE: engine,
    DATABASE_HOST: host,
    DATABASE_PORT: port,
    DATABASE_NAME: name,
    DATABASE_USER: user,
    DATABASE_CA_FILE: certificateFile,
  } = read;
  const all = [engine, host, port, name, user, certificateFile];
  if (all.every((value) => value === undefined)) return undefined;
  if (!engine || !host || !port || !name || !user || !certificateFile) {
    const message = "is set in part; the six DATABASE_ variables go together";
    context.addIssue({ code: "custom", path: ["DATABASE_*"], message });
    return z.NEVER;
  }
  return { engine, host, port, name, user, certificateFile };
}
