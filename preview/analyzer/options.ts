export interface AnalyzerOptions {
  /** Folder of `PulumiPolicy.yaml`; the pack in it has to be compiled. */
  readonly packDirectory: string;
  /** Where the pack's packages are found if not beside the pack. */
  readonly projectDirectory: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** What `pulumi preview --policy-pack-config` reads from a file: by policy a level, or its settings. @default none */
  readonly config?: Readonly<Record<string, unknown>>;
  /** For the pack to start, and for each of its answers. @default 60 */
  readonly timeoutSeconds?: number;
}
