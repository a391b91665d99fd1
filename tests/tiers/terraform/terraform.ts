import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { Unavailable } from "../unavailable";
import type { TerraformResource } from "./configuration";
import type { Provider, ResourceSchemas } from "./schema";

const run = promisify(execFile);
const address = "registry.terraform.io/hashicorp/aws";

/** The release that the table of differences was made for, and that is downloaded where none is given. */
export const providerVersion = "5.100.0";

/** What the provider says of a resource. */
export interface Finding {
  readonly severity: "error" | "warning";
  /** Of the resource; of nothing if Terraform names none. */
  readonly urn: string | undefined;
  readonly message: string;
}

/**
 * Terraform with the AWS provider, in a folder of its own that goes when it is closed. The provider comes from the folder
 * `COMMERCE_TF_PLUGIN_DIR` (laid out as a mirror) if that is set, else from Terraform's registry.
 */
export class Terraform {
  private readonly folder = mkdtempSync(join(tmpdir(), "terraform-"));

  /** @throws Unavailable where Terraform or the provider is missing. */
  static async start(): Promise<Terraform> {
    const terraform = new Terraform();
    try {
      await terraform.initialize(process.env["COMMERCE_TF_PLUGIN_DIR"]);
      return terraform;
    } catch (error) {
      terraform.close();
      throw error;
    }
  }

  async provider(): Promise<Provider> {
    const said = JSON.parse(await this.terraform(["providers", "schema", "-json"])) as {
      readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas: ResourceSchemas }>>;
    };
    const { provider_selections: selected } = JSON.parse(await this.terraform(["version", "-json"])) as {
      readonly provider_selections: Readonly<Record<string, string>>;
    };
    const [schemas, version] = [said.provider_schemas[address]?.resource_schemas, selected[address]];
    if (!schemas || version === undefined) throw new Error(`terraform does not know ${address}`);
    return { version, majorVersion: Number.parseInt(version), schemas };
  }

  /** Has the provider validate and plan the resources, until it has judged each of them to the end. */
  async judge(resources: readonly TerraformResource[]): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (let rest = resources; ;) {
      const found = await this.plan(rest);
      const errors = found.filter(({ severity }) => severity === "error");
      findings.push(...(errors.length === 0 ? found : errors));
      const faulty = new Set(errors.map(({ urn }) => urn));
      if (errors.length === 0 || faulty.has(undefined)) return findings;
      // Nothing is planned while validation refuses anything: the others are judged on without it.
      rest = rest.filter(({ urn }) => !faulty.has(urn));
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async initialize(mirror: string | undefined): Promise<void> {
    this.write("main.tf.json", settings(mirror === undefined ? providerVersion : ">= 5"));
    try {
      const from = mirror === undefined ? [] : [`-plugin-dir=${mirror}`];
      await this.terraform(["init", "-input=false", "-no-color", ...from]);
    } catch (error) {
      const { code, stderr = "" } = error as { readonly code?: unknown; readonly stderr?: string };
      if (code === "ENOENT") throw new Unavailable("terraform is not on the PATH");
      const said = stderr.replace(/[│╷╵\s]+/g, " ").trim();
      const reason = said.slice(Math.max(0, said.indexOf("Error: "))).slice(0, 300);
      throw new Unavailable(
        `terraform finds no AWS provider (COMMERCE_TF_PLUGIN_DIR may name one): ${reason}`,
      );
    }
  }

  private async plan(resources: readonly TerraformResource[]): Promise<Finding[]> {
    for (const file of readdirSync(this.folder).filter((name) => /^resource-\d+\.tf\.json$/.test(name)))
      rmSync(join(this.folder, file));
    const fileOf = (index: number): string => `resource-${String(index)}.tf.json`;
    resources.forEach(({ type, arguments: body }, index) =>
      this.write(fileOf(index), { resource: { [type]: { [`resource-${String(index)}`]: body } } }),
    );
    const plan = this.terraform(["plan", "-json", "-refresh=false", "-input=false", "-lock=false"]);
    // It ends with an error if it has findings, and says them all the same.
    const said = events(await plan.catch((error: unknown) => (error as { readonly stdout: string }).stdout));
    const urns = new Map(resources.map(({ urn }, index) => [fileOf(index), urn]));
    const findings = said.flatMap(({ diagnostic }) => (diagnostic ? [finding(diagnostic, urns)] : []));
    const planned = said.findLast(({ changes }) => changes)?.changes?.add ?? 0;
    const complete =
      planned === resources.length + 1 || findings.some(({ severity }) => severity === "error");
    if (!complete) throw new Error(`terraform planned ${String(planned)} resources and named no error`);
    return findings;
  }

  private write(file: string, content: object): void {
    writeFileSync(join(this.folder, file), JSON.stringify(content));
  }

  private async terraform(args: readonly string[]): Promise<string> {
    const { stdout } = await run("terraform", args, {
      cwd: this.folder,
      env: environment(),
      maxBuffer: 256 * 2 ** 20,
    });
    return stdout;
  }
}

/** The provider asks nobody: it is told so, has no credentials, and its only way out leads to a closed port. */
function settings(version: string): object {
  const nowhere = "http://127.0.0.1:9";
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } },
    provider: {
      aws: {
        region: "us-east-1",
        access_key: "none",
        secret_key: "none",
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_region_validation: true,
        skip_requesting_account_id: true,
        max_retries: 1,
        http_proxy: nowhere,
        https_proxy: nowhere,
      },
    },
    resource: { terraform_data: { unknown: { input: "${timestamp()}" } } },
  };
}

/** Without what would change Terraform or the provider's settings from outside. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:AWS_|TF_(?!CLI_CONFIG_FILE|PLUGIN_CACHE_DIR))/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    CHECKPOINT_DISABLE: "1",
  };
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string };
}

interface Event {
  readonly diagnostic?: Diagnostic;
  readonly changes?: { readonly add: number };
}

/** What `terraform … -json` says, a line each. */
function events(output: string): Event[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Event);
}

function finding(
  { severity, summary, detail, range }: Diagnostic,
  urns: ReadonlyMap<string, string>,
): Finding {
  const message = [summary, detail].filter(Boolean).join(": ").replace(/\s+/g, " ");
  return { severity, urn: range && urns.get(range.filename), message };
}
