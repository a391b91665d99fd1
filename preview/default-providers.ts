import type { StackConfig } from "./project";
import type { Properties } from "./simulation/wire";
import { secret } from "./wire-values";

/** Which plugin serves a resource: its package, and what the SDK said of it. */
export interface ProviderRequest {
  readonly package: string;
  readonly version: string;
  readonly pluginDownloadUrl: string;
}

/** A default provider was wanted, and `pulumi:disable-default-providers` forbids it. */
export class DefaultProviderDenied extends Error {}

/**
 * The provider of a resource whose program named none: one for each package and version, registered when first needed
 * and configured from the stack's settings.
 */
export class DefaultProviders {
  private readonly references = new Map<string, string>();

  constructor(
    private readonly config: StackConfig,
    /** Registers a provider and gives back its reference. */
    private readonly register: (packageName: string, name: string, inputs: Properties) => string,
  ) {}

  /**
   * @param subject what needs the provider, for the message.
   * @throws DefaultProviderDenied
   */
  reference(request: ProviderRequest, subject: string): string {
    if (this.isDenied(request.package)) {
      throw new DefaultProviderDenied(
        `Default provider for '${request.package}' disabled. '${subject}' must use an explicit provider.`,
      );
    }
    const name = defaultName(request);
    const key = `${request.package} ${name}`;
    const known = this.references.get(key);
    if (known !== undefined) return known;
    const reference = this.register(request.package, name, this.inputs(request));
    this.references.set(key, reference);
    return reference;
  }

  private inputs({ package: packageName, version, pluginDownloadUrl }: ProviderRequest): Properties {
    const prefix = `${packageName}:`;
    const { values, secretKeys } = this.config;
    const configured = Object.entries(values).filter(([key]) => key.startsWith(prefix));
    return {
      ...Object.fromEntries(
        configured.map(([key, value]) => [
          key.slice(prefix.length),
          secretKeys.includes(key) ? secret(value) : value,
        ]),
      ),
      ...providerSettings(version, pluginDownloadUrl),
    };
  }

  private isDenied(packageName: string): boolean {
    const setting = this.config.values["pulumi:disable-default-providers"] ?? "";
    if (setting === "" || packageName === "pulumi") return false;
    const denied: unknown = JSON.parse(setting);
    return Array.isArray(denied) && denied.some((entry) => entry === "*" || entry === packageName);
  }
}

/** What the engine adds to the inputs of a provider to remember its plugin. */
export function providerSettings(version: string, pluginDownloadUrl: string): Properties {
  if (version === "" && pluginDownloadUrl === "") return {};
  return {
    __internal: pluginDownloadUrl === "" ? {} : { pluginDownloadURL: pluginDownloadUrl },
    ...(version === "" ? {} : { version }),
  };
}

/** `default_7_48_0`: the engine allows neither dots nor dashes in such a name. */
function defaultName({ version, pluginDownloadUrl }: ProviderRequest): string {
  const parts = ["default"];
  if (version !== "") parts.push(...version.split(/[.+-]/));
  if (pluginDownloadUrl !== "") parts.push(pluginDownloadUrl.replaceAll(/[^A-Za-z0-9_.]/g, "_"));
  return parts.join("_");
}
