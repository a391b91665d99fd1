import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { Callbacks } from "./callbacks";
import { DefaultProviders, type ProviderRequest } from "./default-providers";
import type { Diagnostic } from "./diagnostics";
import { KnownResources, registrationOf } from "./known-resources";
import type { Project, StackConfig } from "./project";
import { UNKNOWN, type SourcePosition } from "./registration";
import type * as simulated from "./simulation";
import type { Properties } from "./simulation/wire";
import { childUrn, packageOf } from "./urn";
import { outputsAsText } from "./wire-values";

/** Who answers in place of AWS, Kubernetes and the plugins of awsx and eks. */
export type Simulation = Pick<typeof simulated, "check" | "create" | "invoke" | "children" | "expand">;

/** Outputs of other stacks, by the name a StackReference gives: `organization/project/stack`. */
export type StackOutputs = Readonly<Record<string, Properties>>;

export interface SessionOptions {
  readonly project: Project;
  readonly stack: string;
  readonly config: StackConfig;
  readonly simulation: Simulation;
  readonly stackOutputs: StackOutputs;
}

export interface Hook {
  readonly callback: Callback;
  readonly onDryRun: boolean;
}

/** Which provider a resource or a function asks for. */
export interface ProviderQuestion {
  /** Reference stated by the program; empty if it stated none. */
  readonly explicit: string;
  /** Type or function token. */
  readonly token: string;
  readonly packageRef: string;
  readonly version: string;
  readonly pluginDownloadUrl: string;
}

/** One run of a program: what it registered, and what answering the next request takes. */
export class Session {
  readonly known = new KnownResources();
  readonly callbacks = new Callbacks();
  readonly hooks = new Map<string, Hook>();
  /** Of parameterised plugins, by the reference the program was given. */
  readonly packages = new Map<string, ProviderRequest>();
  readonly stackTransforms: Callback[] = [];
  readonly invokeTransforms: Callback[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly defaults: DefaultProviders;

  constructor(readonly options: SessionOptions) {
    this.defaults = new DefaultProviders(options.config, (packageName, name, inputs) =>
      this.addDefaultProvider(packageName, name, inputs),
    );
  }

  urn(parent: string, type: string, name: string): string {
    return childUrn(this.options.project.name, this.options.stack, parent, type, name);
  }

  error(error: unknown, urn?: string, source?: SourcePosition): void {
    this.diagnostics.push({
      severity: "error",
      message: error instanceof Error ? error.message : String(error),
      ...(urn === undefined ? {} : { urn }),
      ...(source === undefined ? {} : { source }),
    });
  }

  /** An Output that was made a string has the SDK's complaint for a value; nothing but an error can come of it. */
  refuseOutputsAsText(value: unknown, what: string, urn: string, source?: SourcePosition): void {
    for (const path of outputsAsText(value)) {
      const where = path === "" ? what : `${what} ${path}`;
      this.error(
        `${where} holds an Output that was made a string. Build the text with pulumi.interpolate or inside apply().`,
        urn,
        source,
      );
    }
  }

  /** @throws DefaultProviderDenied, naming `subject` */
  providerReference(question: ProviderQuestion, subject: string): string {
    if (question.explicit !== "") return question.explicit;
    const { token, version, pluginDownloadUrl } = question;
    const request = this.packages.get(question.packageRef);
    return this.defaults.reference(
      request ?? { package: packageOf(token), version, pluginDownloadUrl },
      subject,
    );
  }

  /** For whom AWS is simulated: the region of the provider and, if it is pinned to one, its account. */
  contextFor(provider: string): simulated.ComponentContext {
    const inputs = this.known.providerInputs(provider);
    const accounts = inputs["allowedAccountIds"];
    return {
      accountId: known(Array.isArray(accounts) ? accounts[0] : undefined) ?? "123456789012",
      region: known(inputs["region"]) ?? this.options.config.values["aws:region"] ?? "us-east-1",
      preview: true,
      // The engine asks a provider nothing as long as a setting of it is unknown: the one of a cluster to come.
      providerKnown: !JSON.stringify(inputs).includes(UNKNOWN),
      outputsOf: (urn) => this.known.get(urn)?.registration.outputs,
    };
  }

  private addDefaultProvider(packageName: string, name: string, inputs: Properties): string {
    const type = `pulumi:providers:${packageName}`;
    const urn = this.urn("", type, name);
    this.known.add(registrationOf({ urn, type, name, inputs, outputs: inputs, id: UNKNOWN }));
    return `${urn}::${UNKNOWN}`;
  }
}

function known(value: unknown): string | undefined {
  return typeof value === "string" && value !== UNKNOWN ? value : undefined;
}
