/** For whom and how AWS and Kubernetes are simulated. */
export interface SimulationContext {
  /** Twelve digits; what `getCallerIdentity` answers. */
  readonly accountId: string;
  readonly region: string;
  /** `true` in a preview: nothing exists yet, so ids, ARNs and endpoints are unknown. */
  readonly preview: boolean;
  /**
   * `false` if the settings of the resource's provider are unknown yet, as those of a cluster that is still to be
   * created. The engine then asks the provider nothing, so that every output is unknown.
   *
   * @default true
   */
  readonly providerKnown?: boolean;
}

/** What a component's children are computed from besides its inputs. */
export interface ComponentContext extends SimulationContext {
  /**
   * The outputs of a resource that was registered earlier, in wire form; for the resource references among a
   * component's inputs (`cluster` of an add-on, `nodeRole` of a node group). `undefined` for a urn never registered.
   */
  readonly outputsOf: (urn: string) => Readonly<Record<string, unknown>> | undefined;
}
