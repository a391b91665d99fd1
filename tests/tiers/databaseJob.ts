import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { paths } from "../../contract/environment";
import type { Stack } from "../stacks/previewed";

const run = promisify(execFile);

/** Who makes the services' users, as RDS calls it. */
export const administrator = { username: "administrator", password: "rehearsal" };

export interface Job {
  readonly service: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What the Job of a service's database runs, as the stack registers it. */
export function jobOf(stack: Stack, service: string): Job {
  const { spec } = stack.one("kubernetes:batch/v1:Job", `services-databases-${service}`).inputs as {
    spec: { template: { spec: { containers: [Job & { env: { name: string; value: string }[] }] } } };
  };
  const [{ command, args, env }] = spec.template.spec.containers;
  return { service, command, args, env: Object.fromEntries(env.map(({ name, value }) => [name, value])) };
}

/**
 * Runs a Job's command here, where its files lie elsewhere.
 *
 * @param certificateFile the authority that it trusts
 * @param changes of its environment: its database is on the loopback
 */
export async function runJob(
  { service, command, args, env }: Job,
  certificateFile: string,
  changes: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "job-"));
  for (const [key, value] of Object.entries(administrator))
    writeFileSync(path.join(folder, `${service}-${key}`), value);
  const [shell = "", ...flags] = command;
  const here = (text: string): string =>
    text.replaceAll(paths.secrets, folder).replaceAll(paths.databaseCertificateFile, certificateFile);
  const environment = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, here(value)]));
  await run(shell, [...flags, ...args.map(here)], {
    env: { ...environment, PATH: process.env["PATH"], ...changes },
  }).finally(() => rmSync(folder, { recursive: true }));
}

/** A certificate that is its own authority, `<name>.crt`, and its key, `<name>.key`. */
export async function selfSigned(folder: string, name: string, hosts: readonly string[]): Promise<void> {
  const names = hosts.map((host) => `DNS:${host}`).join(",");
  await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"],
    ...["-subj", "/CN=rehearsal", "-addext", `subjectAltName=${names}`],
    ...["-keyout", path.join(folder, `${name}.key`), "-out", path.join(folder, `${name}.crt`)],
  ]);
  chmodSync(path.join(folder, `${name}.key`), 0o600);
}

/** The parameters that the parameter group of a service's database sets, by name. */
export function parametersOf(stack: Stack, service: string): Record<string, string> {
  const { parameters } = stack.one("aws:rds/parameterGroup:ParameterGroup", `data-${service}`).inputs as {
    parameters: { name: string; value: string }[];
  };
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}
