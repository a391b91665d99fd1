/**
 * One resource as the program registered it, in the wire form of Pulumi's protocol: property values are plain JSON in
 * which an unknown is the sentinel string {@link UNKNOWN} and secrets, assets, archives and resource references are
 * objects with the key {@link SIGNATURE}. It lives in memory only and holds secrets in clear; whatever leaves the
 * process is first made into a plan (`plan.ts`).
 */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** `false` for a ComponentResource. */
  readonly custom: boolean;
  /** `true` for a resource that is only read (`Type.get(…)`). */
  readonly read: boolean;
  /** The child of a remote component (awsx, eks) that no plugin registered: it was simulated from recordings. */
  readonly simulated: boolean;
  readonly parent: string | undefined;
  /** Provider reference, `<urn>::<id>`; empty for components. */
  readonly provider: string;
  /** The inputs after the provider's check (default tags merged in). */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the simulated provider answered: inputs, and computed values that a preview can know. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly id: string | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly customTimeouts: { readonly create?: string; readonly update?: string; readonly delete?: string };
  readonly aliases: readonly string[];
  readonly source: SourcePosition | undefined;
}

/** Where in the program a resource was created; `file` is relative to the project's folder. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
}

/** Stands for a value that is only known after deployment. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The key that marks an object of the wire form as something other than plain data. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
export const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
